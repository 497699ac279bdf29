package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/** What the link worker needs to know from the sender before the work can go on. */
public record Question(Optional<String> question) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(question, "question", "Say what you need to know, in words that the referrer can answer.")
                .list();
    }

    @Override
    public List<String> inWords() {
        return question.stream().toList();
    }
}
