package org.linkway.referral;

import java.util.List;
import java.util.Optional;

/** The service ends work it had accepted, without an outcome. */
public record Withdrawal(Optional<String> reasonText, Optional<String> actionForGp) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(reasonText, "reasonText", "Say why the service withdraws.")
                .require(actionForGp, "actionForGp", "Say what the practice is asked to do, or \"None\".")
                .list();
    }

    @Override
    public List<String> inWords() {
        return reasonText.stream().toList();
    }
}
