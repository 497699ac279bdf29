package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/** What the sender answers to a question. */
public record Reply(Optional<String> answer) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(answer, "answer", "Answer the question, in words.")
                .list();
    }

    @Override
    public List<String> inWords() {
        return answer.stream().toList();
    }
}
