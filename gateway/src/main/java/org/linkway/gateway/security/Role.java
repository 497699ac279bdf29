package org.linkway.gateway.security;

import java.util.Locale;

/** What a person may do here. */
public enum Role {
    /** Keeps the gateway going: parties, deliveries, destinations, entries that wait for a person. */
    OPERATOR,
    /** Reads the referrals that the service of their own organisation works, and changes nothing. */
    CLINICIAN,
    /** Searches the audit trail, and sees nothing else. */
    AUDITOR;

    /** As identity providers name it: {@code operator}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As one of a caller's scopes: {@code role/operator}. */
    String scope() {
        return "role/" + code();
    }
}
