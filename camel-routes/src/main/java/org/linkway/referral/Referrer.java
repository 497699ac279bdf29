package org.linkway.referral;

import java.util.List;
import java.util.Optional;

/**
 * Who refers (PRSB: referrer details).
 *
 * @param organisationOds the requester's ODS code
 * @param returnResponseTo where an answer should go, if not to the sender
 */
public record Referrer(
        ReferrerType type,
        Optional<String> practitioner,
        Optional<String> role,
        Optional<String> organisation,
        Optional<String> organisationOds,
        List<ContactPoint> contacts,
        Optional<String> returnResponseTo) {
    public Referrer {
        contacts = Lists.copy(contacts);
    }

    /** False only where both name an organisation, or a practitioner, and name different ones. */
    boolean isTheSameAs(Referrer other) {
        return agree(organisationOds, other.organisationOds) && agree(practitioner, other.practitioner);
    }

    private static boolean agree(Optional<String> one, Optional<String> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }
}
