package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.profile.LinkwayProfile;

/** Messages that others published, which are no part of this project: where they are not beside it, these tests skip. */
class PublishedMessagesTest {
    private static final Path BARS = Path.of("../../shared/interop/bars");

    @ParameterizedTest
    @ValueSource(strings = {"REFREQ03", "REFREQ06"})
    void takesAPublishedReferral(String name) throws IOException {
        Reading reading = Door.READER.read(published(name), "application/fhir+xml", LinkwayProfile.DOOR_MESSAGE);

        assertThat(Door.errors(reading)).isEmpty();
        assertThat(reading.bundle()).isPresent();
    }

    /** What a message means by its status is for whoever works it: a cancellation has one too. */
    @Test
    void hasNothingAgainstTheStatusOfACancellation() throws IOException {
        Reading reading = Door.READER.read(published("SERVREQ01"), "application/fhir+xml", LinkwayProfile.DOOR_MESSAGE);

        assertThat(reading.issues())
                .noneMatch(issue -> issue.expression().orElse("").endsWith("resource.status"));
    }

    private static byte[] published(String name) throws IOException {
        assumeTrue(Files.isDirectory(BARS), "skipped: the published BaRS messages are not at " + BARS);
        try (Stream<Path> files = Files.list(BARS)) {
            List<Path> named = files.filter(
                            file -> file.getFileName().toString().startsWith(name))
                    .toList();
            assertThat(named).hasSize(1);
            return Files.readAllBytes(named.get(0));
        }
    }
}
