package org.linkway.referral;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One row of the lifecycle table.
 *
 * @param to the new status, or empty where the status stays
 * @param stage the new stage, or empty where the stage stays
 * @param requestStatus what Linkway's copy of the ServiceRequest then says, or empty where it stays
 * @param needs the question that has to be open; the event settles it
 * @param opens the question that the event asks
 * @param whileDeathIsReported whether it may happen while nobody may be contacted
 */
public record Transition(
        EventType event,
        Set<ReferralStatus> from,
        Optional<ReferralStatus> to,
        Optional<Stage> stage,
        Optional<RequestStatus> requestStatus,
        Optional<Pending> needs,
        Optional<Pending> opens,
        boolean whileDeathIsReported) {

    /** Why the event cannot happen while these questions are open; empty when it can. */
    public Optional<String> obstacle(Set<Pending> open) {
        if (needs.filter(question -> !open.contains(question)).isPresent()) {
            return needs.map(Pending::notOpen);
        }
        if (opens.filter(question -> open.contains(question) && !question.canBeAskedAgain())
                .isPresent()) {
            return opens.map(Pending::openAlready);
        }
        return open.contains(Pending.DEATH_REPORT)
                        && !whileDeathIsReported
                        && needs.filter(Pending.DEATH_REPORT::equals).isEmpty()
                ? Optional.of(
                        "The person is reported to have died: nobody is contacted until that is confirmed or withdrawn.")
                : Optional.empty();
    }

    /** The questions that are open afterwards; none where the referral is closed by it. */
    Set<Pending> openAfter(Set<Pending> before) {
        if (to.filter(status -> !status.isOpen()).isPresent()) {
            return Set.of();
        }
        EnumSet<Pending> after = EnumSet.noneOf(Pending.class);
        after.addAll(before);
        needs.ifPresent(after::remove);
        opens.ifPresent(after::add);
        return Set.copyOf(after);
    }

    /** What the event does to a status. */
    public ReferralStatus leads(ReferralStatus before) {
        return to.orElse(before);
    }
}
