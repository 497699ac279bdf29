package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/** The link worker agrees to a cancellation, or refuses it and says why. */
public record CancellationAnswer(Optional<String> reasonText) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(reasonText, "reasonText", "Say why, in words that the sender can read.")
                .list();
    }

    @Override
    public List<String> inWords() {
        return reasonText.stream().toList();
    }
}
