package org.linkway.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/**
 * The work is done: what came of it. A referral is never completed without an outcome, nor with a service that has not
 * answered.
 *
 * @param withoutCheckIn why nobody asks the person any more how it goes, where a check-in is still due
 */
public record Closure(Optional<Outcome> outcome, Optional<String> actionForGp, Optional<String> withoutCheckIn)
        implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps().requireOutcome(outcome).list();
    }

    @Override
    public List<Gap> conflicts(Referral referral) {
        Gaps gaps = new Gaps();
        if (referral.pending().contains(Pending.STEP_UP)) {
            gaps.add(
                    "type",
                    "The service that was asked to take over has not answered. Report step-up-accepted or, also where the"
                            + " request was called off, step-up-refused.");
        }
        for (OnwardReferral onward : referral.work().onward()) {
            String name = onward.service().name().orElse("a service") + " (" + onward.id() + ")";
            if (onward.isUnanswered()) {
                gaps.add(
                        "onward",
                        "The onward referral to " + name + " is still "
                                + onward.status().code()
                                + ". Report with onward-updated what came of it, or that it is cancelled.");
            } else if (onward.awaitsCheckIn()
                    && withoutCheckIn.filter(it -> !it.isBlank()).isEmpty()) {
                gaps.add(
                        "withoutCheckIn",
                        "Nobody has asked the person yet how it goes with " + name
                                + ". Report checked-in first, or say in withoutCheckIn why that is left out.");
            }
        }
        return gaps.list();
    }

    @Override
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        outcome.flatMap(Outcome::code).ifPresent(code -> words.add("Outcome: " + code.display() + "."));
        outcome.flatMap(Outcome::reason).ifPresent(words::add);
        outcome.flatMap(Outcome::narrative).ifPresent(words::add);
        return words;
    }
}
