package org.linkway.referral;

import java.util.List;
import java.util.UUID;

/**
 * The time in which one person is with one service: one at most is open, and more than one referral can belong to it. What
 * stands for an episode in the GP record is written once for all of them.
 *
 * @param id of the episode
 * @param standing the referrals of this episode that are open
 */
public record Episode(UUID id, List<UUID> standing) {
    public Episode {
        standing = Lists.copy(standing);
    }
}
