package org.linkway.referral;

/** Three different things: only a referral is an act of the link worker towards the service. */
public enum OnwardKind {
    /** The person got a name and contact details. It is not a referral (PRSB: signpost details). */
    SIGNPOST("Signposted"),
    /** The link worker asks the service to take the person. */
    REFERRAL("Referred"),
    /** The person asks the service themself. */
    SELF_REFERRAL("Self-referred");

    private final String display;

    OnwardKind(String display) {
        this.display = display;
    }

    public String code() {
        return Kebab.of(this);
    }

    public String display() {
        return display;
    }
}
