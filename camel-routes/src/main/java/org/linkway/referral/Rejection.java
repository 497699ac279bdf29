package org.linkway.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The service turns the referral down.
 *
 * @param reason why, coded
 * @param reasonText why, in words for the referrer
 * @param alternatives what else might help; may be empty
 * @param actionForGp what the practice is asked to do; say "None" where nothing is asked (PRSB: never left blank)
 */
public record Rejection(
        Optional<RejectionReason> reason,
        Optional<String> reasonText,
        List<String> alternatives,
        Optional<String> actionForGp)
        implements EventDetail {

    public Rejection {
        alternatives = Lists.copy(alternatives);
    }

    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(reason, "reason", "Say why, with one of: " + RejectionReason.codes() + ".")
                .require(reasonText, "reasonText", "Say why in words that the referrer can read.")
                .require(actionForGp, "actionForGp", "Say what the practice is asked to do, or \"None\".")
                .list();
    }

    @Override
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        reason.ifPresent(it -> words.add("Reason: " + it.display() + "."));
        reasonText.ifPresent(words::add);
        words.add(
                "Alternatives: " + (alternatives.isEmpty() ? "none suggested" : String.join("; ", alternatives)) + ".");
        return words;
    }
}
