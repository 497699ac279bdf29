package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a referral came in.
 *
 * @param draft what the message asked for, word for word in the model; everything that changes later starts from it. Empty in
 *     events of schema version 1
 * @param beside other open referrals of the same episode
 */
public record Opening(Optional<String> note, Optional<ReferralDraft> draft, List<UUID> beside) implements EventDetail {
    public Opening {
        beside = Lists.copy(beside);
    }

    @Override
    public List<String> inWords() {
        return note.stream().toList();
    }
}
