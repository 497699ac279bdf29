package org.linkway.referral;

/** A question that is open on a referral: some events ask it, some need it to be open, some settle it. */
public enum Pending {
    /** The link worker asked the sender for more information. */
    INFORMATION("No information was asked for.", "Information was asked for already."),
    /** The sender asked for the referral to be cancelled. */
    CANCELLATION(
            "No cancellation was asked for.", "A cancellation was asked for already; it waits for the link worker."),
    /** The person's needs exceed the service, and another was asked to take over. */
    STEP_UP("No step-up is waiting for an answer.", "A step-up is waiting for an answer already."),
    /** The person is reported to have died: nobody is contacted and nothing is filed until that is settled. */
    DEATH_REPORT("No death was reported.", "A death is reported already.");

    private final String notOpen;
    private final String openAlready;

    Pending(String notOpen, String openAlready) {
        this.notOpen = notOpen;
        this.openAlready = openAlready;
    }

    public String code() {
        return Kebab.of(this);
    }

    /** Why an event is refused that would settle this question where it is not open. */
    String notOpen() {
        return notOpen;
    }

    /** Why an event is refused that would ask this question again. */
    String openAlready() {
        return openAlready;
    }

    /** More can be asked before the first answer has come; the others are asked once at a time. */
    boolean canBeAskedAgain() {
        return this == INFORMATION;
    }
}
