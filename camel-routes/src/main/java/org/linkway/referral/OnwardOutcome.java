package org.linkway.referral;

import static org.linkway.referral.ReferralStatus.CANCELLED;
import static org.linkway.referral.ReferralStatus.COMPLETED;
import static org.linkway.referral.ReferralStatus.FAILED;
import static org.linkway.referral.ReferralStatus.IN_PROGRESS;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What came of connecting a person to a service. That they did not like it is an outcome like the others. */
public enum OnwardOutcome {
    ATTENDING("Goes, and goes on", IN_PROGRESS),
    CONTINUES_ALONE("Goes on without the link worker", COMPLETED),
    FINISHED("Finished what was offered", COMPLETED),
    TRIED_DID_NOT_LIKE("Tried it and did not like it", COMPLETED),
    NEEDS_MORE_SUPPORT("Needs more support than the service gives", FAILED),
    DID_NOT_GO("Did not go", CANCELLED);

    private final String display;
    private final ReferralStatus leaves;

    OnwardOutcome(String display, ReferralStatus leaves) {
        this.display = display;
        this.leaves = leaves;
    }

    public String code() {
        return Kebab.of(this);
    }

    public String display() {
        return display;
    }

    /** How the onward referral then stands. */
    ReferralStatus leaves() {
        return leaves;
    }

    static String codes() {
        return Arrays.stream(values()).map(OnwardOutcome::code).collect(Collectors.joining(", "));
    }
}
