package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A shell in the folder of the project, of somebody whose home is elsewhere and who runs the Java that runs the test. */
final class GuideShell {
    private static final String MARK = "<<end of the step>>";
    private static final Path ROOT = Path.of("..");

    private final Path home;

    GuideShell(Path home) {
        this.home = home;
    }

    /** How a command ended, and what it printed. */
    record Ended(int status, String output, String complaints) {}

    /** @return what each printed, in one shell; fewer where one failed, with what went wrong in the last */
    List<String> run(List<GuideStep> steps) {
        Ended ended = end(steps.stream()
                .map(it -> it.code() + "echo '" + MARK + "'\n")
                .collect(Collectors.joining("", "set -eu\n", "")));
        List<String> printed = List.of(ended.output().split(Pattern.quote(MARK + "\n"), -1));
        if (ended.status() != 0 || printed.size() != steps.size() + 1) {
            GuideStep failed = steps.get(Math.min(printed.size(), steps.size()) - 1);
            throw new AssertionError("This step of the guide fails: " + failed.heading() + "\n" + failed.code() + "\n"
                    + ended.output() + ended.complaints());
        }
        return printed.subList(0, steps.size());
    }

    /** Runs it to its end. */
    Ended end(String script) {
        Path complaints = home.resolve("complaints.txt");
        try {
            Process process = shell(script).redirectError(complaints.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("This does not end:\n" + script);
            }
            return new Ended(process.exitValue(), output, Files.readString(complaints));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts what does not end by itself; what it prints goes to a file. */
    Process start(String script, Path log) {
        try {
            Process process = shell("exec " + script)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder shell(String script) {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script).directory(ROOT.toFile());
        shell.environment().put("HOME", home.toString());
        shell.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        (path, java) -> java + ":" + path);
        // None of these lives long enough for the optimizing compiler to repay its work.
        shell.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        return shell;
    }
}
