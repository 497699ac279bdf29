package org.linkway.referral;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What came of a referral, coded. */
public enum OutcomeCode {
    GOALS_MET("The person's goals were met"),
    GOALS_PARTLY_MET("The person's goals were partly met"),
    GOALS_NOT_MET("The person's goals were not met"),
    CONNECTED_AND_CONTINUING("Connected to support that the person continues on their own"),
    NO_LONGER_NEEDED("Support is no longer needed"),
    STEPPED_UP("Taken over by a service that gives more support");

    private final String display;

    OutcomeCode(String display) {
        this.display = display;
    }

    public String code() {
        return Kebab.of(this);
    }

    public String display() {
        return display;
    }

    static String codes() {
        return Arrays.stream(values()).map(OutcomeCode::code).collect(Collectors.joining(", "));
    }
}
