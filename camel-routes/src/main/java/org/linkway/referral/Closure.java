package org.linkway.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The work is done: what came of it. A referral is never completed without an outcome. */
public record Closure(Optional<Outcome> outcome, Optional<String> actionForGp) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(
                        outcome.flatMap(Outcome::code),
                        "outcome.code",
                        "Say what came of the referral, with one of: " + OutcomeCode.codes() + ".")
                .require(
                        outcome.flatMap(Outcome::narrative),
                        "outcome.narrative",
                        "Summarise for the record what was tried, what helped and what did not.")
                .list();
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
