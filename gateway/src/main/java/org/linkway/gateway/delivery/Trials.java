package org.linkway.gateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The attempts of this node at destinations of which nobody knows whether they work: that have failed last, or were never tried.
 * Together they never have more than half of the threads, nor of those that stand in for threads that hang.
 */
final class Trials {
    private final int mostOfThreads;
    private final int most;
    private final Duration slowAfter;
    private final Clock clock;
    private final Map<UUID, Instant> begun = new HashMap<>();

    /**
     * @param threads that the node has for deliveries
     * @param slowAfter how long an attempt keeps one of them; then it is replaced, as {@link LaneThreads} does
     */
    Trials(int threads, Duration slowAfter, Clock clock) {
        this.mostOfThreads = Math.max(1, threads / 2);
        this.most = Math.max(1, LaneThreads.GROWTH * threads / 2);
        this.slowAfter = slowAfter;
        this.clock = clock;
    }

    /** Whether it may be tried; then it has to {@link #end}. */
    synchronized boolean begin(UUID delivery) {
        boolean begins = hasRoom();
        if (begins) {
            begun.put(delivery, clock.instant());
        }
        return begins;
    }

    synchronized boolean hasRoom() {
        Instant slowBefore = clock.instant().minus(slowAfter);
        return begun.size() < most
                && begun.values().stream().filter(slowBefore::isBefore).count() < mostOfThreads;
    }

    /** Nothing happens where it was none. */
    synchronized void end(UUID delivery) {
        begun.remove(delivery);
    }
}
