package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.linkway.Golden;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Reading;

/**
 * A Bundle and what comes of it: {@code fixtures/<message>/<case>/}. With {@code -Dgolden.update=true} what comes is written
 * down and the test fails, so that somebody looks at it.
 */
public final class Fixture {
    private static final Path ROOT = Path.of("src/test/resources/fixtures");

    private final Path directory;

    private Fixture(Path directory) {
        this.directory = directory;
    }

    /** @param name the message and the case: {@code transaction/no-patient} */
    public static Fixture named(String name) {
        return new Fixture(ROOT.resolve(name));
    }

    static Stream<Fixture> all() {
        return list(ROOT).stream().flatMap(message -> list(message).stream()).map(Fixture::new);
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path input() {
        return list(directory).stream()
                .filter(file -> file.getFileName().toString().startsWith("input."))
                .findFirst()
                .orElseThrow();
    }

    public byte[] bytes() {
        try {
            return Files.readAllBytes(input());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String contentType() {
        return TestFhir.format(input().toString()).mediaType();
    }

    /** The Bundle as the door lets it through: a fixture that it refuses shows nothing about what is behind it. */
    public Reading reading() {
        LinkwayProfile profile = directory.getParent().endsWith("message")
                ? LinkwayProfile.DOOR_MESSAGE
                : LinkwayProfile.DOOR_TRANSACTION;
        Reading reading = TestFhir.READER.read(bytes(), contentType(), profile);
        assertThat(Issue.anyError(reading.issues())).isFalse();
        return reading;
    }

    /** Compares with the one expectation that this fixture has. */
    void expect(String fileName, String actual) throws IOException {
        Path expected = directory.resolve(fileName);
        Golden.expect(expected, actual);
        assertThat(list(directory)).containsExactlyInAnyOrder(input(), expected);
    }

    @Override
    public String toString() {
        return ROOT.relativize(directory).toString();
    }
}
