package org.linkway.referral;

import static org.linkway.referral.ReferralStatus.ACCEPTED;
import static org.linkway.referral.ReferralStatus.IN_PROGRESS;
import static org.linkway.referral.ReferralStatus.ON_HOLD;
import static org.linkway.referral.ReferralStatus.REQUESTED;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a sender's standard lets it do at once, where the standards differ. Data beside {@link ReferralTransitions}: a policy
 * takes something away from what the table allows, and adds nothing.
 */
public enum SenderPolicy {
    /** HL7 SDOH Clinical Care 3.0.0, Referral Task states; BaRS says the same: a cancellation takes effect at once. */
    SDOH_CC(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD),
    /** HL7 Clinical Order Workflows 1.0.0-ballot: work that is under way is cancelled by an abort Task, which can be refused. */
    COW(REQUESTED, ACCEPTED);

    @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf makes sets that never change.
    private final Set<ReferralStatus> cancelsAtOnceFrom;

    SenderPolicy(ReferralStatus first, ReferralStatus... more) {
        this.cancelsAtOnceFrom = Set.copyOf(EnumSet.of(first, more));
    }

    public String code() {
        return Kebab.of(this);
    }

    /** Whether a sender's cancellation takes effect without anybody agreeing to it. */
    public boolean cancelsAtOnceFrom(ReferralStatus status) {
        return cancelsAtOnceFrom.contains(status);
    }
}
