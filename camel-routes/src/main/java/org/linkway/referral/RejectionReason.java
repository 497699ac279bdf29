package org.linkway.referral;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Why a service turns a referral down. */
public enum RejectionReason {
    NO_CAPACITY("The service has no capacity"),
    NOT_ELIGIBLE("The person is not eligible for the service"),
    OUT_OF_AREA("The person lives outside the area of the service"),
    NOT_APPROPRIATE("The need is not one that the service can meet"),
    INSUFFICIENT_INFORMATION("The referral does not say enough to act on"),
    OTHER("Another reason, in words");

    private final String display;

    RejectionReason(String display) {
        this.display = display;
    }

    public String code() {
        return Kebab.of(this);
    }

    public String display() {
        return display;
    }

    static String codes() {
        return Arrays.stream(values()).map(RejectionReason::code).collect(Collectors.joining(", "));
    }
}
