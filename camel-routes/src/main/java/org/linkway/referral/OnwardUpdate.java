package org.linkway.referral;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.linkway.referral.EventDetail.Gap;

/**
 * How an onward referral stands now.
 *
 * @param onward the onward referral: the id of the event that made it
 * @param reasonText why; needed where it ended without being completed
 */
public record OnwardUpdate(
        Optional<UUID> onward,
        Optional<ReferralStatus> status,
        Optional<String> reasonText,
        Optional<Boolean> firstVisitAccompanied,
        Optional<LocalDate> endsOn,
        Optional<OnwardOutcome> outcome)
        implements EventDetail {
    @Override
    public List<Gap> gaps() {
        Gaps gaps = new Gaps().require(onward, "onward", "Name the onward referral: the id of the event that made it.");
        if (status.isEmpty() && firstVisitAccompanied.isEmpty() && endsOn.isEmpty() && outcome.isEmpty()) {
            gaps.add("status", "Say what changed: status, outcome, endsOn or firstVisitAccompanied.");
        }
        if (status.filter(it -> !it.isOpen() && it != ReferralStatus.COMPLETED).isPresent()) {
            gaps.require(reasonText, "reasonText", "Say why it ended, in words that the referrer can read.");
        }
        if (status.equals(Optional.of(ReferralStatus.COMPLETED))) {
            gaps.require(
                    outcome.isPresent() ? outcome : reasonText,
                    "outcome",
                    "Say what came of it, with one of: " + OnwardOutcome.codes() + ".");
        }
        return gaps.list();
    }

    @Override
    public List<Gap> conflicts(Referral referral) {
        if (onward.isEmpty()) {
            return List.of();
        }
        return referral.work()
                .onward(onward.get())
                .map(this::illegal)
                .orElseGet(() -> referral.work().unknownOnward(onward.get()));
    }

    private List<Gap> illegal(OnwardReferral standing) {
        ReferralStatus to = status.orElse(standing.status());
        if (OnwardTransitions.allows(standing.status(), to)) {
            return List.of();
        }
        String legal = OnwardTransitions.from(standing.status()).stream()
                .map(ReferralStatus::code)
                .sorted()
                .collect(Collectors.joining(", "));
        return List.of(new Gap(
                "status",
                "An onward referral that is " + standing.status().code() + " cannot become " + to.code() + ". "
                        + (legal.isEmpty() ? "It is closed." : "It can become: " + legal + ".")));
    }

    @Override
    public boolean isAbout(UUID other) {
        return onward.equals(Optional.of(other));
    }

    @Override
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        outcome.ifPresent(it -> words.add(it.display() + "."));
        reasonText.ifPresent(words::add);
        return words;
    }
}
