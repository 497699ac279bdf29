package org.linkway.gateway.partner;

import java.time.Duration;
import java.time.Instant;

/**
 * A token as a partner gave it.
 *
 * @param freshUntil when the next one is asked for: shortly before this one expires, so that none expires on its way
 */
record AccessToken(String value, Instant freshUntil) {
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(30);

    /** @param lifetime from now on, as the partner says */
    static AccessToken of(String value, Instant now, Duration lifetime) {
        Duration fifth = lifetime.dividedBy(5);
        return new AccessToken(
                value, now.plus(lifetime).minus(fifth.compareTo(LONGEST_MARGIN) < 0 ? fifth : LONGEST_MARGIN));
    }

    boolean isFresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    /** Without its value. */
    @Override
    public String toString() {
        return "AccessToken[freshUntil=" + freshUntil + "]";
    }
}
