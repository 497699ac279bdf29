package org.linkway.referral;

import java.util.Optional;

/** What helps a person to take up what is offered to them, coded. */
public enum SupportNeedCode {
    ACCOMPANY_FIRST_VISIT("Somebody to come along to the first visit"),
    TRAVEL_HELP("Help with getting there"),
    FAMILIAR_PLACE("A familiar place"),
    ONLINE("Online rather than in person"),
    IN_PERSON("In person rather than online"),
    BY_TELEPHONE("Telephone works"),
    BY_TEXT_MESSAGE("Text messages work"),
    BY_EMAIL("E-mail works"),
    BY_LETTER("Letters work"),
    BY_VISIT("A visit works");

    private final String display;

    SupportNeedCode(String display) {
        this.display = display;
    }

    public static Optional<SupportNeedCode> fromCode(String code) {
        return Kebab.read(SupportNeedCode.class, code);
    }

    public String code() {
        return Kebab.of(this);
    }

    public String display() {
        return display;
    }
}
