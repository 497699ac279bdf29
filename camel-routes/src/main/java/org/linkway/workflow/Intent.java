package org.linkway.workflow;

/** What a sender means with a message about a referral. */
public enum Intent {
    OPENS,
    /** What is asked for, or about whom, is said anew. */
    RESTATES,
    CANCELS,
    /** It should not have been sent. */
    WAS_A_MISTAKE
}
