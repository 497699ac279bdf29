package org.linkway.conformance.blackbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.identifier.IdentifierSystem;

/** The sandbox's stand-in for the practices' records. */
final class StandInRecord {
    private static final String BASE = "/sandbox/gp/fhir/";

    private final Http http;

    StandInRecord(Http http) {
        this.http = http;
    }

    /** What of this type stands in the record of this NHS number. */
    <T extends Resource> List<T> entries(Class<T> type, String nhsNumber) {
        String token = URLEncoder.encode(IdentifierSystem.NHS_NUMBER.uri() + "|" + nhsNumber, StandardCharsets.UTF_8);
        return http
                .get(BASE + type.getSimpleName() + "?patient.identifier=" + token)
                .expect(200)
                .bundle()
                .getEntry()
                .stream()
                .map(BundleEntryComponent::getResource)
                .map(type::cast)
                .toList();
    }

    Answer read(String location) {
        return http.get(BASE + location);
    }
}
