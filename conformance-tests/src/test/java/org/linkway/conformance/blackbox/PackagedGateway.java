package org.linkway.conformance.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The jar that the build packages, and the same unpacked, as Spring Boot does it: from there it starts with a third less work. */
final class PackagedGateway {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final Path JAR = Path.of("..", "gateway", "target", "linkway-gateway.jar");
    /** One for each JVM that tests: two that unpacked into one would run what the other had half written. */
    private static final Path FOLDER = Path.of("target", System.getProperty("conformance.gateway", "gateway"));

    private Path unpacked;

    Path jar() {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException(
                    "There is no gateway to test: run `mvn verify` from the root of the project, which packages "
                            + "gateway/target/linkway-gateway.jar before these tests.");
        }
        return JAR;
    }

    /** Unpacked once, whoever asks. */
    synchronized Path unpacked() {
        if (unpacked == null) {
            unpack();
            unpacked = FOLDER.resolve(JAR.getFileName());
        }
        return unpacked;
    }

    private void unpack() {
        String[] command = {
            JAVA, "-Djarmode=tools", "-jar", jar().toString(), "extract", "--force", "--destination", FOLDER.toString()
        };
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("The gateway could not be unpacked: " + printed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
