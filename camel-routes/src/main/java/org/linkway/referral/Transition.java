package org.linkway.referral;

import java.util.Optional;
import java.util.Set;

/**
 * One row of the lifecycle table.
 *
 * @param to the new status, or empty where the status stays
 * @param stage the new stage, or empty where the stage stays
 * @param requestStatus what Linkway's copy of the ServiceRequest then says
 */
public record Transition(
        EventType event,
        Set<ReferralStatus> from,
        Optional<ReferralStatus> to,
        Optional<Stage> stage,
        RequestStatus requestStatus) {}
