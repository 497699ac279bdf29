package org.linkway.gateway.sandbox;

import org.linkway.fhir.identifier.IdentifierSystem;

/** Where the stand-ins answer, below the gateway's address. */
final class StandInAddresses {
    static final String WEBHOOK = "/sandbox/worker/webhook";
    static final String CONCERNS = "/sandbox/worker/concerns";
    static final String SAMPLE = "/sandbox/sample";

    private StandInAddresses() {}

    /** Where it is asked what stands in the record: by POST, for addresses end up in logs. */
    static String recordOf(String type) {
        return "/sandbox/gp/fhir/" + type + "/_search";
    }

    /** The form that asks for one person's. */
    static String inRecordOf(String nhsNumber) {
        return "patient.identifier=" + IdentifierSystem.NHS_NUMBER.uri() + "%7C" + nhsNumber;
    }
}
