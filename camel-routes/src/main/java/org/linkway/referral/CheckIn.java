package org.linkway.referral;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.EventDetail.Gap;

/**
 * The person was asked how it goes with a service.
 *
 * @param onward the onward referral: the id of the event that made it
 * @param nextStep what is done now: nothing, something else to try, the next course
 * @param nextCheckIn when the person is asked again, where that was agreed
 */
public record CheckIn(
        Optional<UUID> onward,
        Optional<OnwardOutcome> outcome,
        Optional<Boolean> firstVisitAccompanied,
        Optional<String> nextStep,
        Optional<LocalDate> nextCheckIn,
        Optional<String> note)
        implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(onward, "onward", "Name the onward referral: the id of the event that made it.")
                .require(outcome, "outcome", "Say how it goes, with one of: " + OnwardOutcome.codes() + ".")
                .list();
    }

    @Override
    public List<Gap> conflicts(Referral referral) {
        if (onward.isEmpty()) {
            return List.of();
        }
        return referral.work()
                .onward(onward.get())
                .map(it -> it.status().isOpen() ? List.<Gap>of() : closed(it))
                .orElseGet(() -> referral.work().unknownOnward(onward.get()));
    }

    private static List<Gap> closed(OnwardReferral standing) {
        return List.of(new Gap(
                "onward",
                "This onward referral is " + standing.status().code()
                        + ", so there is nothing to check in on. Connect the person anew to go on."));
    }

    @Override
    public boolean isAbout(UUID other) {
        return onward.equals(Optional.of(other));
    }

    @Override
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        outcome.ifPresent(it -> words.add(it.display() + "."));
        nextStep.ifPresent(it -> words.add("Next step: " + it));
        note.ifPresent(words::add);
        return words;
    }
}
