package org.linkway.gateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.linkway.gateway.config.RetentionProperties;
import org.linkway.gateway.store.Retention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Clears away what has been kept for long enough, a little at a time. Stopped half way it has removed what it has removed; the next
 * turn goes on.
 */
@Component
public class ClearAway {
    private static final Logger LOG = LoggerFactory.getLogger(ClearAway.class);

    private final RetentionProperties properties;
    private final Retention retention;
    private final Clock clock;

    ClearAway(RetentionProperties properties, Retention retention, Clock clock) {
        this.properties = properties;
        this.retention = retention;
        this.clock = clock;
    }

    /** One step: as much as one transaction takes. Fewer than the limit means that no more is over. */
    private interface Step {
        int remove(Instant before, int limit);
    }

    /** One turn. Of what was removed only the numbers are told. */
    public void clear() {
        Map<String, Integer> removed = new TreeMap<>();
        clear("raw messages reduced", properties.rawMessages(), retention::reduceMessages, removed);
        clear("closed referrals removed", properties.closedReferrals(), this::referrals, removed);
        clear("requests removed", properties.requests(), retention::removeRequests, removed);
        clear("deliveries removed", properties.deliveries(), retention::removeDeliveries, removed);
        clear("superseded versions removed", properties.supersededVersions(), retention::removeVersions, removed);
        clear("searches removed", Optional.of(Duration.ZERO), retention::removeSearchPages, removed);
        if (!removed.isEmpty()) {
            LOG.info("Kept for long enough: {}", removed);
        }
    }

    /** One kind that fails stops no other. */
    private void clear(String what, Optional<Duration> kept, Step step, Map<String, Integer> removed) {
        try {
            kept.map(it -> clock.instant().minus(it)).ifPresent(before -> repeat(what, before, step, removed));
        } catch (RuntimeException failure) {
            LOG.error(
                    "What was kept for long enough could not be cleared away ({}): {}",
                    what,
                    failure.getClass().getName());
        }
    }

    private void repeat(String what, Instant before, Step step, Map<String, Integer> removed) {
        for (int batch = 0;
                batch < properties.batches() && !Thread.currentThread().isInterrupted();
                batch++) {
            int now = step.remove(before, properties.batch());
            if (now > 0) {
                removed.merge(what, now, Integer::sum);
            }
            if (now < properties.batch()) {
                return;
            }
        }
    }

    /** Each in a transaction of its own, because much goes with one. */
    private int referrals(Instant before, int limit) {
        List<UUID> over = retention.closedReferrals(before, limit);
        return (int) over.stream()
                .filter(referral -> retention.removeReferral(referral, before))
                .count();
    }
}
