package org.linkway.referral;

/** The coded business status: how far the work has come, finer than {@link ReferralStatus}. */
public enum Stage {
    AWAITING_TRIAGE("Awaiting triage"),
    ACCEPTED("Accepted by the link worker service"),
    REJECTED("Rejected by the link worker service"),
    DECLINED_BY_PERSON("Declined by the person"),
    STARTED("Work started"),
    WAITING_LIST("On a waiting list"),
    RESUMED("Resumed"),
    CONTACT_ATTEMPTED("Contact attempted"),
    SEEN("Seen by a link worker"),
    NEEDS_ASSESSED("Needs assessed"),
    PLAN_AGREED("Plan agreed"),
    DID_NOT_ATTEND("Did not attend"),
    UNABLE_TO_CONTACT("Unable to contact"),
    WITHDRAWN_BY_SERVICE("Withdrawn by the link worker service"),
    COMPLETED("Completed"),
    MOVED_AWAY("Moved away");

    private final String display;

    Stage(String display) {
        this.display = display;
    }

    public String code() {
        return Kebab.of(this);
    }

    public String display() {
        return display;
    }
}
