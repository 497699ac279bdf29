package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.EventDetail.Gap;

/**
 * Somebody has seen a concern and acts on it.
 *
 * @param concern the event that raised it
 */
public record Acknowledgement(Optional<UUID> concern, Optional<String> note) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(concern, "concern", "Name the concern: the id of the event that raised it.")
                .list();
    }

    @Override
    public List<Gap> conflicts(Referral referral) {
        return concern.filter(id -> referral.work().concerns().stream()
                                .noneMatch(it -> it.event().equals(id) && it.isOpen()))
                        .isPresent()
                ? List.of(new Gap("concern", "No concern with this id waits to be acknowledged."))
                : List.of();
    }

    @Override
    public List<String> inWords() {
        return note.stream().toList();
    }
}
