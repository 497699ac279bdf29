package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/** What the service says that was asked to take over. */
public record StepUpAnswer(Optional<String> reasonText, Optional<String> actionForGp) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(
                        reasonText,
                        "reasonText",
                        "Say what the other service answered: when it takes over, or why not.")
                .list();
    }

    @Override
    public List<String> inWords() {
        return reasonText.stream().toList();
    }
}
