package org.linkway.workflow;

import org.linkway.referral.Kebab;

/** How entries reach a practice. */
public enum RecordChannel {
    /** The practice's FHIR record: written, and proven by reading it back. */
    FHIR,
    /** A BaRS response to the sender of the referral, where that is the practice: its answer is the proof. */
    BARS,
    /** A GP Connect document over MESH: its two acknowledgements are the proof. */
    MESH,
    /** Nothing is sent: the practice reads the entry here, and that it did is the proof. */
    PULL;

    public String code() {
        return Kebab.of(this);
    }
}
