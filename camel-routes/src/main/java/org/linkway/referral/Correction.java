package org.linkway.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/** What came of the referral is not what was recorded first. */
public record Correction(Optional<Outcome> outcome, Optional<String> reasonText, Optional<String> actionForGp)
        implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .requireOutcome(outcome)
                .require(reasonText, "reasonText", "Say what was wrong before.")
                .list();
    }

    @Override
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        words.add("This corrects what was recorded before.");
        reasonText.ifPresent(words::add);
        outcome.flatMap(Outcome::code).ifPresent(code -> words.add("Outcome: " + code.display() + "."));
        outcome.flatMap(Outcome::narrative).ifPresent(words::add);
        return words;
    }
}
