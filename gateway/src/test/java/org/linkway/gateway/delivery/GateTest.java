package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.Held;
import org.linkway.routes.outbound.DeliveryOutcome.Parked;
import org.linkway.routes.outbound.DeliveryOutcome.RetryLater;
import org.linkway.workflow.Delivery;

class GateTest {
    /** After which no place is kept any more for one that was called. */
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private static final Duration SLOW_AFTER = Duration.ofSeconds(2);
    private static final RetryLater FAILED = new RetryLater("The practice's system answered 500.");

    private final Hands clock = new Hands();
    private final Trials trials = new Trials(4, SLOW_AFTER, clock);
    private final List<Delivery> called = new ArrayList<>();

    @Test
    void letsInAsManyAsThereAreToBeAtATimeAndCallsTheNext() {
        Gate gate = working(Map.of("concurrency", "2"));
        Delivery first = delivery();
        Delivery third = delivery();

        assertThat(gate.enter(first)).isEmpty();
        assertThat(gate.enter(delivery())).isEmpty();
        assertThat(gate.enter(third)).hasValueSatisfying(at -> assertThat(at).isAfter(clock.instant()));
        assertThat(gate.hasRoom()).isFalse();

        gate.leave(first, new Delivered());
        assertThat(called).containsExactly(third);
        assertThat(gate.enter(third)).isEmpty();
    }

    @Test
    void keepsThePlaceOfOneThatItCalledForAWhile() {
        Gate gate = working(Map.of("concurrency", "1"));
        Delivery first = delivery();
        gate.enter(first);
        gate.enter(delivery());
        gate.leave(first, new Delivered());

        assertThat(gate.enter(delivery())).as("who comes later").isPresent();
        clock.go(Duration.ofSeconds(1));
        assertThat(gate.enter(delivery())).as("the one called went elsewhere").isEmpty();
    }

    @Test
    void callsAnotherForOneThatItCalledInVain() {
        Gate gate = working(Map.of("concurrency", "2"));
        Delivery first = delivery();
        Delivery second = delivery();
        List<Delivery> waiting = List.of(delivery(), delivery(), delivery());
        gate.enter(first);
        gate.enter(second);
        waiting.forEach(gate::enter);

        gate.leave(first, new Delivered());
        clock.go(Duration.ofSeconds(1));
        gate.leave(second, new Delivered());

        assertThat(called).containsExactlyElementsOf(waiting);
    }

    @Test
    void triesOneAtATimeUntilOneHasComeBackWell() {
        Gate gate = gate(Map.of("concurrency", "3"));
        Delivery first = delivery();
        assertThat(gate.enter(first)).isEmpty();
        assertThat(gate.enter(delivery())).as("nobody knows it yet").isPresent();

        gate.leave(first, new Held("The demographics service answered 503."));
        clock.go(A_WHILE);
        assertThat(begun(gate, 5)).as("that says nothing about it").isEqualTo(1);
    }

    @Test
    void triesOneAtATimeOnceOneHasFailed() {
        Gate gate = working(Map.of("concurrency", "3"));
        Delivery first = delivery();
        Delivery second = delivery();
        gate.enter(first);
        gate.enter(second);

        gate.leave(first, FAILED);
        assertThat(gate.enter(delivery())).as("one is still under way").isPresent();
        gate.leave(second, new Parked("Refused."));
        clock.go(A_WHILE);
        assertThat(begun(gate, 5)).as("who refuses is there").isEqualTo(3);
    }

    /** Four threads: two for those that nobody knows, until they hang; and eight in all, while they do. */
    @Test
    void triesNoMoreDestinationsAtATimeThanHalfOfTheThreads() {
        Gate working = working(Map.of());

        assertThat(tried(5)).isEqualTo(2);
        assertThat(working.enter(delivery())).as("one that works").isEmpty();
    }

    @Test
    void triesOthersWhileSomeHangButNeverOnAllThreadsThereCanBe() {
        int tried = 0;
        for (int round = 0; round < 10; round++) {
            tried += tried(5);
            clock.go(SLOW_AFTER);
        }

        assertThat(tried).isEqualTo(8);
    }

    private int tried(int destinations) {
        return IntStream.range(0, destinations)
                .map(number -> gate(Map.of()).enter(delivery()).isEmpty() ? 1 : 0)
                .sum();
    }

    @Test
    void letsThoseWaitLongerBehindWhomMoreWait() {
        Gate gate = gate(Map.of("concurrency", "1"));
        gate.enter(delivery());

        Instant first = gate.enter(delivery()).orElseThrow();
        Instant second = gate.enter(delivery()).orElseThrow();

        assertThat(second).isAfter(first);
    }

    @Test
    void beginsNoMoreInASecondThanItMay() {
        Gate gate = working(Map.of("rate", "2", "concurrency", "100"));
        clock.go(Duration.ofSeconds(10));

        assertThat(begun(gate, 10)).isEqualTo(2);
        clock.go(Duration.ofMillis(500));
        assertThat(begun(gate, 10)).isEqualTo(1);
        clock.go(Duration.ofSeconds(10));
        assertThat(begun(gate, 10)).isEqualTo(2);
    }

    @Test
    void opensWhereTheDestinationFailsAndTriesOneBeforeItCloses() {
        Gate gate = gate(Map.of("breaker.calls", "4", "breaker.failures", "50", "breaker.pause", "10s"));
        attempt(gate, new Delivered(), FAILED, new Delivered(), FAILED);
        assertThat(gate.breakerState()).isEqualTo("open");
        assertThat(gate.enter(delivery())).isPresent();

        clock.go(Duration.ofSeconds(11));
        Delivery probe = delivery();
        assertThat(gate.enter(probe)).as("one probe").isEmpty();
        assertThat(gate.enter(delivery())).as("and no other").isPresent();
        gate.leave(probe, FAILED);
        assertThat(gate.breakerState()).isEqualTo("open");

        clock.go(Duration.ofSeconds(11));
        attempt(gate, new Delivered());
        assertThat(gate.breakerState()).isEqualTo("closed");
    }

    @Test
    void takesNeitherARefusalNorAReasonOfOursForAFailureOfTheDestination() {
        Gate gate = gate(Map.of("breaker.calls", "2", "breaker.failures", "50"));

        attempt(gate, new Parked("Refused."), new Parked("Refused."), new Held("Held."), new Held("Held."));

        assertThat(gate.breakerState()).isEqualTo("closed");
    }

    @Test
    void leavesTheDestinationAloneForAsLongAsItAsks() {
        Gate gate = gate(Map.of());
        attempt(gate, new RetryLater("The practice's system answered 429.", Optional.of(Duration.ofMinutes(2))));

        assertThat(gate.enter(delivery()))
                .hasValueSatisfying(at -> assertThat(at).isAfter(clock.instant().plusSeconds(120)));
        clock.go(Duration.ofMinutes(2));
        assertThat(gate.enter(delivery())).isEmpty();
    }

    @Test
    void takesTheLimitsOfTheNameThenOfTheLongestBeginning() {
        DeliveryProperties properties = TestEngine.properties(Map.of(
                "concurrency", "4",
                "destinations[gp-record/*].concurrency", "2",
                "destinations[gp-record/A*].rate", "7",
                "destinations[gp-record/A12345].concurrency", "1"));

        assertThat(properties.limits("platform").concurrency()).isEqualTo(4);
        assertThat(properties.limits("gp-record/B1").concurrency()).isEqualTo(2);
        assertThat(properties.limits("gp-record/A1").rate()).isEqualTo(7);
        assertThat(properties.limits("gp-record/A1").concurrency()).isEqualTo(4);
        assertThat(properties.limits("gp-record/A12345").concurrency()).isEqualTo(1);
    }

    private Gate gate(Map<String, String> settings) {
        return new Gate("one", TestEngine.properties(settings).limits("one"), trials, called::add, clock);
    }

    /** From which an attempt has come back well. */
    private Gate working(Map<String, String> settings) {
        Gate gate = gate(settings);
        attempt(gate, new Delivered());
        return gate;
    }

    private void attempt(Gate gate, DeliveryOutcome... outcomes) {
        for (DeliveryOutcome outcome : outcomes) {
            Delivery delivery = delivery();
            assertThat(gate.enter(delivery)).isEmpty();
            gate.leave(delivery, outcome);
        }
    }

    private static int begun(Gate gate, int tries) {
        int begun = 0;
        for (int number = 0; number < tries; number++) {
            begun += gate.enter(delivery()).isEmpty() ? 1 : 0;
        }
        return begun;
    }

    private static Delivery delivery() {
        return Delivery.of(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Delivery.Kind.ENTRY_TO_RECORD,
                "one",
                UUID.randomUUID(),
                Instant.EPOCH);
    }

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-03-02T10:00:00Z");

        void go(Duration on) {
            now = now.plus(on);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
