package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/**
 * Somebody says that the person has died, or that this was a mistake. Linkway never codes a death: the practice and the
 * demographics service are where it is recorded.
 *
 * @param source who says so
 */
public record DeathReport(Optional<String> source, Optional<String> note) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(source, "source", "Say where this is known from.")
                .list();
    }

    @Override
    public List<String> inWords() {
        return note.stream().toList();
    }
}
