package org.linkway.referral;

/** How far a record entry has come. */
public enum FilingStatus {
    PLANNED(false),
    /** Sent, or being sent: nothing has come back yet that proves it. */
    SENT(false),
    /** Read back from the record, exactly as planned. */
    FILED(true),
    /** Planned with a code, came back without it: in the record as words only. */
    TEXT_ONLY(true),
    /** Handed over on a channel that cannot be read back, and acknowledged: not proven in the record. */
    DELIVERED(true),
    /** The record held the code for this episode before Linkway sent it: nothing was written. */
    ALREADY_THERE(true),
    /** The practice's system refused it. */
    REFUSED(true),
    /** A person's turn: the explanation says why. */
    PARKED(true),
    /** Taken back: read back as entered in error, or known never to have stood there. */
    RETRACTED(true),
    /** Corrected after it stood in the record, and read back as corrected. */
    AMENDED(true);

    private final boolean settled;

    FilingStatus(boolean settled) {
        this.settled = settled;
    }

    /** Settled entries are not sent again by themselves. */
    public boolean isSettled() {
        return settled;
    }

    /** Whether a person has to look at the entry. */
    public boolean needsAPerson() {
        return this == TEXT_ONLY || this == REFUSED || this == PARKED;
    }

    public String code() {
        return Kebab.of(this);
    }
}
