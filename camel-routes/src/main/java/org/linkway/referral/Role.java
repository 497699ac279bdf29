package org.linkway.referral;

/** In which role somebody acts on a referral. */
public enum Role {
    /** The system that placed the referral: the placer. */
    SENDER,
    /** The link workers' platform that works it: the filler. */
    WORKER
}
