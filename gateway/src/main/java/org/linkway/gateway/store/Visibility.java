package org.linkway.gateway.store;

import org.linkway.workflow.Party;

/** What a party may see, as an SQL condition on the parameter {@code :party}; every read carries one. */
final class Visibility {
    private Visibility() {}

    /** On the table {@code referral}. */
    static String ofReferrals(Party party) {
        return switch (party.kind()) {
            case SENDER -> "referral.sender = :party";
            case WORKER -> "referral.worker = :party";
            case ONWARD -> "false";
            case OPERATOR -> "true";
        };
    }

    /** On the table {@code resource_version}. */
    static String ofResources(Party party) {
        return ofResources(party, "resource_version");
    }

    /** On the table {@code resource_version}, where it goes by another name. */
    static String ofResources(Party party, String name) {
        return switch (party.kind()) {
            case SENDER, WORKER, ONWARD -> name + ".party = :party";
            case OPERATOR -> "true";
        };
    }

    /** On the table {@code subscription}. */
    static String ofSubscriptions(Party party) {
        return ofResources(party, "subscription");
    }
}
