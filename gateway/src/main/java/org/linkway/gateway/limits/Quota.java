package org.linkway.gateway.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.linkway.gateway.config.LimitsProperties.Allowance;

/** What is left to one caller of what it may use. */
final class Quota {
    /** How soon one of a caller's own requests has probably ended. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Bucket bucket;
    private final int concurrent;
    private final AtomicInteger open = new AtomicInteger();

    private Quota(Bucket bucket, int concurrent) {
        this.bucket = bucket;
        this.concurrent = concurrent;
    }

    static Quota of(Allowance allowance, TimeMeter clock) {
        return new Quota(
                bucket(allowance.burst(), allowance.requestsPerSecond(), Duration.ofSeconds(1), clock),
                allowance.concurrent());
    }

    static Bucket bucket(long capacity, long tokens, Duration period, TimeMeter clock) {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(Bandwidth.builder()
                        .capacity(capacity)
                        .refillGreedy(tokens, period)
                        .build())
                .build();
    }

    /** Begins a request: empty where it may, and then {@link #leave} ends it; otherwise how long to wait. */
    Optional<Duration> enter() {
        if (open.incrementAndGet() > concurrent) {
            open.decrementAndGet();
            return Optional.of(SOON);
        }
        ConsumptionProbe asked = bucket.tryConsumeAndReturnRemaining(1);
        if (asked.isConsumed()) {
            return Optional.empty();
        }
        open.decrementAndGet();
        return Optional.of(Duration.ofNanos(asked.getNanosToWaitForRefill()));
    }

    void leave() {
        open.decrementAndGet();
    }
}
