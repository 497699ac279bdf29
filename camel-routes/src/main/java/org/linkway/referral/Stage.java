package org.linkway.referral;

import java.util.Optional;

/** The coded business status: how far the work has come, finer than {@link ReferralStatus}. */
public enum Stage {
    AWAITING_TRIAGE("Awaiting triage"),
    INFORMATION_REQUESTED("More information requested"),
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
    SIGNPOSTED("Signposted"),
    REFERRED_ONWARD("Referred onward"),
    CHECK_IN_DUE("Check-in due"),
    CHECKED_IN("Checked in"),
    DID_NOT_ATTEND("Did not attend"),
    STEP_UP_PENDING("Another service was asked to take over"),
    STEPPED_UP("Taken over by another service"),
    STEP_UP_REFUSED("Not taken over by another service"),
    UNABLE_TO_CONTACT("Unable to contact"),
    WITHDRAWN_BY_SERVICE("Withdrawn by the link worker service"),
    COMPLETED("Completed"),
    CORRECTED("Outcome corrected"),
    CANCELLED("Cancelled"),
    CANCELLATION_REQUESTED("Cancellation requested"),
    CANCELLATION_REFUSED("Cancellation refused"),
    MOVED_AWAY("Moved away"),
    DECEASED_REPORTED("Reported to have died"),
    DECEASED("Died"),
    DEATH_REPORT_WITHDRAWN("Report of death withdrawn"),
    DUPLICATE("Duplicate of another referral");

    private final String display;

    Stage(String display) {
        this.display = display;
    }

    public String code() {
        return Kebab.of(this);
    }

    public static Optional<Stage> fromCode(String code) {
        return Kebab.read(Stage.class, code);
    }

    public String display() {
        return display;
    }
}
