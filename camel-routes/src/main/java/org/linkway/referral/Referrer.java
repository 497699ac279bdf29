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
}
