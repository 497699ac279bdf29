package org.linkway.referral;

import java.util.List;
import java.util.Optional;

/** Free words; for events that need no more. */
public record Note(Optional<String> note) implements EventDetail {
    @Override
    public List<String> inWords() {
        return note.stream().toList();
    }
}
