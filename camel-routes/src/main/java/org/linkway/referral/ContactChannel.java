package org.linkway.referral;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A way of reaching a person. */
public enum ContactChannel {
    TELEPHONE,
    TEXT_MESSAGE,
    EMAIL,
    LETTER,
    VISIT,
    IN_PERSON;

    public String code() {
        return Kebab.of(this);
    }

    static String codes() {
        return Arrays.stream(values()).map(ContactChannel::code).collect(Collectors.joining(", "));
    }
}
