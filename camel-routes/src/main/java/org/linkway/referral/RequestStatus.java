package org.linkway.referral;

/** What Linkway's own copy of the ServiceRequest says. */
public enum RequestStatus {
    ACTIVE,
    REVOKED,
    COMPLETED,
    ENTERED_IN_ERROR;

    public String code() {
        return Kebab.of(this);
    }
}
