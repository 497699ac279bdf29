package org.linkway.fhir.validation;

import java.util.Optional;
import org.linkway.fhir.terminology.server.TerminologyServer;

/**
 * What a validator works with, beside FHIR R4 and Linkway's own package.
 *
 * @param terminologyServer asked about codes that nothing here settles
 */
public record ValidatorSettings(Optional<TerminologyServer> terminologyServer) {

    /** Nothing else. */
    public static ValidatorSettings plain() {
        return new ValidatorSettings(Optional.empty());
    }
}
