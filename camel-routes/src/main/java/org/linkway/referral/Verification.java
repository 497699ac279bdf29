package org.linkway.referral;

/** How far an NHS number was traced (NHS number status indicator 01 to 08). */
public enum Verification {
    VERIFIED,
    PRESENT_BUT_NOT_TRACED,
    TRACE_REQUIRED,
    TRACE_ATTEMPTED_NO_MATCH,
    TRACE_NEEDS_RESOLVING,
    TRACE_IN_PROGRESS,
    NOT_PRESENT_NOT_REQUIRED,
    TRACE_POSTPONED,
    NOT_STATED;

    public String code() {
        return Kebab.of(this);
    }
}
