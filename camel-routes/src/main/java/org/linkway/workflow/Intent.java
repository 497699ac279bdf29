package org.linkway.workflow;

/** What a sender means with a message about a referral. */
public enum Intent {
    OPENS,
    /** What is asked for, or about whom, is said anew. */
    RESTATES,
    CANCELS,
    /** It should not have been sent. */
    WAS_A_MISTAKE,
    /** How a referral stands that Linkway sent on. */
    REPORTS;

    /** Whether it takes a referral back. */
    public boolean withdraws() {
        return this == CANCELS || this == WAS_A_MISTAKE;
    }
}
