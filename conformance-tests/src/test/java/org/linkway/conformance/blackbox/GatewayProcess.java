package org.linkway.conformance.blackbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** The gateway in a JVM of its own, on a free port, ready: the packaged jar as its users run it, or what is in it, unpacked. */
final class GatewayProcess implements AutoCloseable {
    private static final PackagedGateway PACKAGED = new PackagedGateway();
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final int TAIL_LINES = 60;
    /** Most live too briefly for the optimizing compiler to repay its work. */
    private static final List<String> BRIEFLY = List.of("-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Path log;
    private final Http http;
    private final Duration timeToReady;

    private GatewayProcess(Process process, Path log, int port) {
        long start = System.nanoTime();
        this.process = process;
        this.log = log;
        this.http = new Http("http://127.0.0.1:" + port);
        awaitReadiness();
        this.timeToReady = Duration.ofNanos(System.nanoTime() - start);
    }

    /** With the sample left out and nobody working the referrals, so that nothing happens that a test did not do. */
    static GatewayProcess quiet(Path dataDir, Map<String, String> options) {
        Map<String, String> quiet =
                new LinkedHashMap<>(Map.of("linkway.sandbox.demo", "false", "linkway.sandbox.autopilot", "false"));
        quiet.putAll(options);
        return start(dataDir, quiet);
    }

    /** As it comes, from the jar itself. */
    static GatewayProcess asPackaged(Path dataDir) {
        return start(PACKAGED.jar(), dataDir, Map.of(), BRIEFLY);
    }

    /** With these options and otherwise as it comes. */
    static GatewayProcess start(Path dataDir, Map<String, String> options) {
        return start(dataDir, options, BRIEFLY);
    }

    /** With these options, and more for its JVM. */
    static GatewayProcess start(Path dataDir, Map<String, String> options, List<String> jvm) {
        return start(PACKAGED.unpacked(), dataDir, options, jvm);
    }

    private static GatewayProcess start(Path jar, Path dataDir, Map<String, String> options, List<String> jvm) {
        int port = freePort();
        Path log = dataDir.resolve("gateway-" + port + ".log");
        try {
            Process process = new ProcessBuilder(command(jar, dataDir, port, options, jvm))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new GatewayProcess(process, log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(
            Path jar, Path dataDir, int port, Map<String, String> options, List<String> jvm) {
        List<String> command =
                new ArrayList<>(List.of(PackagedGateway.JAVA, "-Xmx512m", "-XX:-DontCompileHugeMethods"));
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port, "--linkway.data-dir=" + dataDir));
        options.forEach((name, value) -> command.add("--" + name + "=" + value));
        return command;
    }

    Http http() {
        return http;
    }

    GpSystem gp() {
        return new GpSystem(http);
    }

    LinkWorkers linkWorkers() {
        return new LinkWorkers(http);
    }

    StandInRecord standInRecord() {
        return new StandInRecord(http);
    }

    Duration timeToReady() {
        return timeToReady;
    }

    /** All that it has printed so far. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: no shutdown hook, no flush, no goodbye. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGTERM, as an operator stops it. */
    @Override
    public void close() {
        process.destroy();
        awaitExit();
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The gateway did not stop within 30 seconds.\n" + tail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitReadiness() {
        try {
            await().atMost(START_PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isReady() || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError(
                    "The gateway was not ready within " + START_PATIENCE.toMinutes() + " minutes.\n" + tail(), e);
        }
        if (!process.isAlive()) {
            throw new AssertionError(
                    "The gateway ended with status " + process.exitValue() + " as it started.\n" + tail());
        }
    }

    private boolean isReady() {
        try {
            return http.get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The last that it has printed so far. */
    String tail() {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
