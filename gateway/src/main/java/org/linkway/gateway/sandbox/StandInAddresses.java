package org.linkway.gateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.linkway.fhir.identifier.IdentifierSystem;

/** Where the stand-ins answer, below the gateway's address. */
final class StandInAddresses {
    static final String WEBHOOK = "/sandbox/worker/webhook";
    static final String CONCERNS = "/sandbox/worker/concerns";
    static final String SAMPLE = "/sandbox/sample";

    private StandInAddresses() {}

    /** What stands in one person's record. */
    static String recordOf(String type, String nhsNumber) {
        String person = IdentifierSystem.NHS_NUMBER.uri() + "|" + nhsNumber;
        return "/sandbox/gp/fhir/" + type + "?patient.identifier=" + URLEncoder.encode(person, UTF_8);
    }
}
