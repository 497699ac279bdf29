package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.EventDetail.Gap;

/**
 * The same request stands under another referral, which goes on.
 *
 * @param survivor the referral that goes on
 */
public record Duplication(Optional<UUID> survivor, Optional<String> note) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(survivor, "survivor", "Name the referral that goes on, by its id.")
                .list();
    }

    @Override
    public List<Gap> conflicts(Referral referral) {
        return survivor.filter(referral.id()::equals).isEmpty()
                ? List.of()
                : List.of(
                        new Gap("survivor", "A referral cannot be a duplicate of itself. Name the one that goes on."));
    }

    @Override
    public List<String> inWords() {
        return survivor.map(id -> "Duplicate of referral " + id + ", which goes on.").stream()
                .toList();
    }
}
