package org.linkway.referral;

import java.util.List;
import java.util.Optional;

/** The person does not want the referral, or no longer. */
public record Decline(Optional<String> reasonText) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(reasonText, "reasonText", "Say why the person declined, or that they gave no reason.")
                .list();
    }

    @Override
    public List<String> inWords() {
        return reasonText.stream().toList();
    }
}
