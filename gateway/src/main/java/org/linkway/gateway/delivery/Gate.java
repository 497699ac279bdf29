package org.linkway.gateway.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.linkway.gateway.delivery.DeliveryProperties.Limits;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Delivery;

/**
 * The way to one destination on this node, or to several at one address: so many at a time, so many in a second, none while it is
 * left alone; and one at a time where the last attempt failed, or none has come back well yet. Who may not go in comes back later,
 * and is called when there is room before.
 */
final class Gate {
    /** The shortest pause of one that found no room; the more wait already, the longer it is. */
    private static final Duration STEP = Duration.ofMillis(250);

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_KNOWN = 20_000;

    /** How long a place is kept for one that was called to it, and that another node may have taken instead. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

    private final Limits limits;
    private final Trials trials;
    private final CircuitBreaker breaker;
    private final Consumer<Delivery> call;
    private final Clock clock;
    private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
    /** Those that were called, until when their place is kept: who comes without being called waits behind them. */
    private final Map<UUID, Instant> onTheirWay = new HashMap<>();

    private int underWay;
    private boolean works;
    private Instant leftAloneUntil = Instant.MIN;
    /** When the next would begin, if all came evenly. */
    private Instant evenly = Instant.MIN;

    private record Waiting(Delivery delivery, Instant comesBack) {}

    /** @param call lets a delivery come back now */
    Gate(String destination, Limits limits, Trials trials, Consumer<Delivery> call, Clock clock) {
        this.limits = limits;
        this.trials = trials;
        this.call = call;
        this.clock = clock;
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(limits.breaker().calls())
                .minimumNumberOfCalls(limits.breaker().calls())
                .failureRateThreshold(limits.breaker().failures())
                .waitDurationInOpenState(limits.breaker().pause())
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build();
        this.breaker = CircuitBreakerRegistry.of(config).circuitBreaker(destination);
    }

    /** Empty where it may go in, and then has to {@link #leave}; else when it comes back. */
    synchronized Optional<Instant> enter(Delivery delivery) {
        Instant now = clock.instant();
        onTheirWay.remove(delivery.id());
        if (now.isBefore(leftAloneUntil)) {
            return Optional.of(comesBack(delivery, now, Duration.between(now, leftAloneUntil)));
        }
        if (taken(now) >= places()) {
            return Optional.of(comesBack(delivery, now, Duration.ZERO));
        }
        Duration early = untilItsTurn(now);
        if (!early.isZero()) {
            return Optional.of(comesBack(delivery, now, early));
        }
        if (!works && !trials.begin(delivery.id())) {
            return Optional.of(comesBack(delivery, now, Duration.ZERO));
        }
        if (!breaker.tryAcquirePermission()) {
            trials.end(delivery.id());
            return Optional.of(comesBack(delivery, now, Duration.ZERO));
        }
        begin(now);
        waiting.remove(delivery.id());
        underWay++;
        return Optional.empty();
    }

    /** Whether one that was told to come back would be let in now. */
    synchronized boolean hasRoom() {
        Instant now = clock.instant();
        return taken(now) < places()
                && (works || trials.hasRoom())
                && breaker.getState() == CircuitBreaker.State.CLOSED
                && !now.isBefore(leftAloneUntil)
                && untilItsTurn(now).isZero();
    }

    private int taken(Instant now) {
        onTheirWay.values().removeIf(until -> until.isBefore(now));
        return underWay + onTheirWay.size();
    }

    private int places() {
        return works ? limits.concurrency() : 1;
    }

    /** Up to a second's worth may come at once. */
    private Duration untilItsTurn(Instant now) {
        if (limits.rate() <= 0 || evenly.equals(Instant.MIN)) {
            return Duration.ZERO;
        }
        Duration atOnce = Duration.ofSeconds(1).minus(interval());
        Duration left = Duration.between(now, evenly).minus(atOnce.isNegative() ? Duration.ZERO : atOnce);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void begin(Instant now) {
        if (limits.rate() > 0) {
            evenly = (evenly.isAfter(now) ? evenly : now).plus(interval());
        }
    }

    private Duration interval() {
        return Duration.ofNanos(Math.round(1e9 / limits.rate()));
    }

    /** Each that waits comes back after those before it, so that they do not all come to find one place. */
    private Instant comesBack(Delivery delivery, Instant now, Duration atLeast) {
        waiting.values().removeIf(it -> it.comesBack().isBefore(now.minus(LONGEST)));
        Duration turn = STEP.multipliedBy(1 + waiting.size() / limits.concurrency());
        Duration pause = turn.compareTo(LONGEST) < 0 ? turn : LONGEST;
        Instant at = now.plus(atLeast).plus(pause);
        if (waiting.size() < MOST_KNOWN) {
            waiting.put(delivery.id(), new Waiting(delivery, at));
        }
        return at;
    }

    /** What came of the one that went in: tells the breaker, and calls the next. */
    void leave(Delivery delivery, DeliveryOutcome outcome) {
        trials.end(delivery.id());
        outcome.match(new Lesson()).run();
        next().forEach(call);
    }

    /** As many as there are free places, those first that have waited longest. */
    private synchronized List<Delivery> next() {
        underWay--;
        List<Delivery> next = new ArrayList<>();
        Iterator<Waiting> first = waiting.values().iterator();
        Instant until = clock.instant().plus(ON_ITS_WAY);
        while (hasRoom() && first.hasNext()) {
            Delivery called = first.next().delivery();
            onTheirWay.put(called.id(), until);
            next.add(called);
            first.remove();
        }
        return next;
    }

    private synchronized void learn(boolean itWorks) {
        works = itWorks;
    }

    private synchronized void leaveAlone(Duration pause) {
        Instant until = clock.instant().plus(pause);
        leftAloneUntil = until.isAfter(leftAloneUntil) ? until : leftAloneUntil;
    }

    /** {@code closed}, {@code open} or {@code half-open}. */
    String breakerState() {
        return breaker.getState().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What an outcome says of the destination. A refusal is an answer: who refuses is there. */
    private final class Lesson implements DeliveryOutcome.Cases<Runnable> {
        @Override
        public Runnable delivered() {
            return this::works;
        }

        private void works() {
            learn(true);
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }

        @Override
        public Runnable retryLater(DeliveryOutcome.RetryLater later) {
            return () -> {
                learn(false);
                breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(later.problem()));
                later.notBefore().ifPresent(Gate.this::leaveAlone);
            };
        }

        @Override
        public Runnable held(DeliveryOutcome.Held held) {
            return breaker::releasePermission;
        }

        @Override
        public Runnable parked(DeliveryOutcome.Parked parked) {
            return this::works;
        }

        @Override
        public Runnable elsewhere(DeliveryOutcome.Elsewhere elsewhere) {
            return breaker::releasePermission;
        }

        @Override
        public Runnable awaiting(DeliveryOutcome.Awaiting awaiting) {
            return this::works;
        }
    }
}
