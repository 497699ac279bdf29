package org.linkway.referral;

import java.util.List;
import java.util.Optional;

/** The referral should not have been sent. */
public record Mistake(Optional<String> reasonText) implements EventDetail {
    @Override
    public List<String> inWords() {
        return reasonText.stream().toList();
    }
}
