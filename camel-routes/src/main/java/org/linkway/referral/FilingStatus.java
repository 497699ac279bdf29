package org.linkway.referral;

/** How far a record entry has come. */
public enum FilingStatus {
    PLANNED(false),
    /** Sent to the practice, not read back yet. */
    SENT(false),
    /** Read back from the record, exactly as planned. */
    FILED(true),
    /** Planned with a code, came back without it: in the record as words only. */
    TEXT_ONLY(true),
    /** The practice's system refused it. */
    REFUSED(true),
    /** A person's turn: the explanation says why. */
    PARKED(true);

    private final boolean settled;

    FilingStatus(boolean settled) {
        this.settled = settled;
    }

    /** Settled entries are not sent again by themselves. */
    public boolean isSettled() {
        return settled;
    }

    public String code() {
        return Kebab.of(this);
    }
}
