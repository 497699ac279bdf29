package org.linkway.gateway.sandbox.record;

import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Objects;
import java.util.Optional;
import org.linkway.fhir.identifier.IdentifierSystem;

/**
 * An identifier or a code that is searched for.
 *
 * @param system empty where any will do
 */
record Token(Optional<String> system, String value) {

    /**
     * What a request asks for; empty where it does not ask.
     *
     * @throws InvalidRequestException for a modifier: this record knows none
     */
    static Optional<Token> asked(TokenParam param) {
        if (param == null) {
            return Optional.empty();
        }
        if (param.getModifier() != null || param.getMissing() != null) {
            throw new InvalidRequestException(
                    "This record knows no search modifiers: search by <system>|<value> or <value>.");
        }
        return Optional.of(new Token(Optional.ofNullable(param.getSystem()), Objects.toString(param.getValue(), "")));
    }

    /** NHS numbers are the only identifiers of people here. */
    boolean isNhsNumber() {
        return system.map(IdentifierSystem.NHS_NUMBER::matches).orElse(true);
    }
}
