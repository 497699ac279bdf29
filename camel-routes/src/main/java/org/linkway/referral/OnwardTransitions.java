package org.linkway.referral;

import static org.linkway.referral.ReferralStatus.ACCEPTED;
import static org.linkway.referral.ReferralStatus.CANCELLED;
import static org.linkway.referral.ReferralStatus.COMPLETED;
import static org.linkway.referral.ReferralStatus.FAILED;
import static org.linkway.referral.ReferralStatus.IN_PROGRESS;
import static org.linkway.referral.ReferralStatus.ON_HOLD;
import static org.linkway.referral.ReferralStatus.REJECTED;
import static org.linkway.referral.ReferralStatus.REQUESTED;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The life of an onward referral, said once, in the same statuses as the referral that it is part of. */
public final class OnwardTransitions {
    private static final Map<ReferralStatus, Set<ReferralStatus>> NEXT = Map.of(
            REQUESTED, EnumSet.of(ACCEPTED, REJECTED, IN_PROGRESS, ON_HOLD, COMPLETED, CANCELLED, FAILED),
            ACCEPTED, EnumSet.of(IN_PROGRESS, ON_HOLD, COMPLETED, CANCELLED, FAILED),
            IN_PROGRESS, EnumSet.of(ON_HOLD, COMPLETED, CANCELLED, FAILED),
            ON_HOLD, EnumSet.of(ACCEPTED, IN_PROGRESS, COMPLETED, CANCELLED, FAILED));

    private OnwardTransitions() {}

    /** Where an onward referral that stands here can go; nowhere once it is closed. */
    public static Set<ReferralStatus> from(ReferralStatus status) {
        return NEXT.getOrDefault(status, Set.of());
    }

    static boolean allows(ReferralStatus from, ReferralStatus to) {
        return from(from).contains(to) || (from == to && from.isOpen());
    }
}
