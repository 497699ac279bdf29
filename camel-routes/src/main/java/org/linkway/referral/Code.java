package org.linkway.referral;

import java.util.Optional;

/**
 * A coded concept.
 *
 * @param verified false where the code could not be verified (a SNOMED CT id that fails its check digit): it is kept as it
 *     came and shown, and never sent on as a code
 */
public record Code(String system, String code, Optional<String> display, boolean verified) {

    /** Whether the other is the same code of the same system, whatever it is called. */
    public boolean meansTheSameAs(Code other) {
        return system.equals(other.system) && code.equals(other.code);
    }
}
