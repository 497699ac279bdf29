package org.linkway.referral;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The person waits until there is room.
 *
 * @param reviewOn when the wait is looked at again, where it is not the usual time
 */
public record WaitListing(Optional<String> note, Optional<LocalDate> reviewOn) implements EventDetail {
    @Override
    public List<String> inWords() {
        return note.stream().toList();
    }
}
