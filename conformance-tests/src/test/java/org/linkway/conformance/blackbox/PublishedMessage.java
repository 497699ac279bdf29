package org.linkway.conformance.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.Bundle;
import org.linkway.conformance.partner.FhirText;
import org.linkway.fhir.validation.WireFormat;

/** The BaRS guide's own example messages, which stand beside this clone or not at all. */
final class PublishedMessage {
    private static final Path MESSAGES = Path.of("..", "..", "shared", "interop", "bars");

    private PublishedMessage() {}

    static boolean areThere() {
        return Files.isDirectory(MESSAGES);
    }

    static String text(String name) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(MESSAGES, name + "*.xml")) {
            return Files.readString(found.iterator().next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As if it were sent now: each is published under a date of its own, and as part of no conversation. */
    static Bundle sentNow(String name) {
        Bundle message = FhirText.read(Bundle.class, text(name), WireFormat.XML);
        message.setId(GpSystem.newId());
        Date now = Date.from(Instant.now());
        message.getEntry().forEach(entry -> entry.getResource().getMeta().setLastUpdated(now));
        return message;
    }
}
