package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.linkway.referral.EventDetail.Gap;

/**
 * The person did not come.
 *
 * @param onward the service at which they were expected; empty for the link worker
 */
public record NonAttendance(Optional<UUID> onward, Optional<String> reasonText, Optional<String> note)
        implements EventDetail {
    @Override
    public List<Gap> conflicts(Referral referral) {
        return onward.isEmpty() ? List.of() : referral.work().unknownOnward(onward.get());
    }

    @Override
    public List<String> inWords() {
        return Stream.concat(reasonText.stream(), note.stream()).toList();
    }
}
