package org.linkway.referral;

/** How soon the referral should be looked at. */
public enum Priority {
    ROUTINE,
    URGENT,
    ASAP,
    STAT;

    public String code() {
        return Kebab.of(this);
    }
}
