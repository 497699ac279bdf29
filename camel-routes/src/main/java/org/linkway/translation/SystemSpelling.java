package org.linkway.translation;

import org.hl7.fhir.r4.model.Identifier;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.GatewayError;

/** Published messages spell identifier systems in many ways: they are read, and their senders are told. */
final class SystemSpelling {
    private SystemSpelling() {}

    /** @param path of the identifier */
    static void check(Identifier identifier, IdentifierSystem meant, String path, Findings findings) {
        if (!meant.uri().equals(identifier.getSystem())) {
            findings.warning(
                    GatewayError.VALUE,
                    path + ".system",
                    "The identifier system '" + identifier.getSystem() + "' is read as '" + meant.uri()
                            + "'. Spell it so.");
        }
    }
}
