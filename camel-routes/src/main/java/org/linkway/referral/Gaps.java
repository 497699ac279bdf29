package org.linkway.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/** Collects what an event detail leaves out. */
final class Gaps {
    private final List<Gap> found = new ArrayList<>();

    Gaps require(Optional<?> value, String element, String sentence) {
        if (value.filter(it -> !it.toString().isBlank()).isEmpty()) {
            add(element, sentence);
        }
        return this;
    }

    /** What came of a referral is said with a code and in words. */
    Gaps requireOutcome(Optional<Outcome> outcome) {
        return require(
                        outcome.flatMap(Outcome::code),
                        "outcome.code",
                        "Say what came of the referral, with one of: " + OutcomeCode.codes() + ".")
                .require(
                        outcome.flatMap(Outcome::narrative),
                        "outcome.narrative",
                        "Summarise for the record what was tried, what helped and what did not.");
    }

    void oneToTen(Optional<Integer> value, String element) {
        if (value.filter(it -> it < 1 || it > 10).isPresent()) {
            add(element, "Use a whole number from 1 to 10, or leave it out.");
        }
    }

    void add(String element, String sentence) {
        add(new Gap(element, sentence));
    }

    void add(Gap gap) {
        found.add(gap);
    }

    List<Gap> list() {
        return List.copyOf(found);
    }
}
