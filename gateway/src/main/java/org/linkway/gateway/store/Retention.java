package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Removes or reduces what has been kept for long enough. Each call is one transaction of at most so many rows, and says how many
 * it was; fewer than the limit means that no more is over. All of it may run beside everything else.
 */
public interface Retention {

    /** Empties the bodies of messages that came in before. */
    int reduceMessages(Instant before, int limit);

    /** Forgets requests that came in before and that opened or changed no referral: their answers, and what they brought. */
    int removeRequests(Instant before, int limit);

    /** Forgets deliveries that were made or cancelled before. */
    int removeDeliveries(Instant before, int limit);

    /**
     * Removes versions of resources that were superseded before, unless a kept answer names them or a subscriber has still to be
     * told of them.
     */
    int removeVersions(Instant before, int limit);

    /** Forgets searches whose pages can be asked for no more. */
    int removeSearchPages(Instant now, int limit);

    /**
     * Referrals that nothing happened to since, and with which everybody is done: closed as is all of their episode, each entry
     * settled and none waiting for a person, nothing to be delivered, no clock running.
     */
    List<UUID> closedReferrals(Instant before, int limit);

    /** Removes one of these with all that belongs to it. False where it is one of these no more. */
    boolean removeReferral(UUID referral, Instant before);
}
