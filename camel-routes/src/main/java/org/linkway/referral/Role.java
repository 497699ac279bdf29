package org.linkway.referral;

/** In which role somebody, or something, acts on a referral. */
public enum Role {
    /** The system that placed the referral: the placer. */
    SENDER("the sender"),
    /** The link workers' platform that works it: the filler. */
    WORKER("the link workers' platform"),
    /** A service that the person was referred on to. */
    RECEIVER("a service that the person was referred on to"),
    /** A demographics service. */
    LOOKUP("a demographics service"),
    /** Linkway itself, when time has passed. */
    CLOCK("Linkway's clock");

    private final String display;

    Role(String display) {
        this.display = display;
    }

    public String code() {
        return Kebab.of(this);
    }

    public String display() {
        return display;
    }
}
