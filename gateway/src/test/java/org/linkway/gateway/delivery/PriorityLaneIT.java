package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.store.TestChanges.OPERATOR;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.store.FollowsDeliveries;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.Kind;
import org.linkway.workflow.Delivery.State;

/** Concerns, and the clocks that watch them, where every thread of the routine lane waits for a partner that hangs. */
@OnBothDatabases
class PriorityLaneIT {
    private static final int THREADS = 2;

    private final TestDatabase database;
    private final CountDownLatch partnerAnswers = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(THREADS);
    private final AtomicInteger rings = new AtomicInteger();
    private TestStore store;
    private DeliveryScheduler scheduler;

    PriorityLaneIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void letTheRoutinePartnerHang() throws InterruptedException {
        database.emptied();
        TestEngine engine = engine();
        store = engine.store;
        scheduler = engine.scheduler;
        scheduler.start();
        for (int number = 0; number < THREADS + 1; number++) {
            committed(Kind.ENTRY_TO_RECORD);
        }
        hanging.await();
    }

    @AfterEach
    void stop() {
        partnerAnswers.countDown();
        scheduler.stop();
    }

    private TestEngine engine() {
        Rounds rounds = new Rounds(Map.of(
                Lane.PRIORITY, List.of(Rounds.round("test-round", Duration.ofMillis(100), rings::incrementAndGet))));
        String threads = Integer.toString(THREADS);
        return new TestEngine(
                database.dataSource(),
                this::attempt,
                Map.of("threads", threads, "concurrency", threads, "priority-threads", "1", "slow-after", "50ms"),
                FollowsDeliveries.NOTHING,
                rounds);
    }

    private DeliveryOutcome attempt(Delivery delivery) {
        if (delivery.kind() == Kind.ENTRY_TO_RECORD) {
            hanging.countDown();
            awaitQuietly();
        }
        return new Delivered();
    }

    private void awaitQuietly() {
        try {
            partnerAnswers.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Hazard("H6")
    void bringsAConcernAtOnce() {
        Delivery concern = committed(Kind.CONCERN_TO_PERSON);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(stateOf(concern)).isEqualTo(State.DELIVERED));
        assertThat(store.deliveries().list(OPERATOR, Optional.empty(), 10))
                .filteredOn(it -> it.kind() == Kind.ENTRY_TO_RECORD)
                .hasSize(THREADS + 1)
                .allMatch(it -> it.state() == State.PENDING);
    }

    @Test
    @Hazard("H6")
    void bringsAnUrgentReferralPastABlockedRoutineQueue() {
        Delivery urgent = committed(Kind.URGENT_REFERRAL_TO_WORKER);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(stateOf(urgent)).isEqualTo(State.DELIVERED));
    }

    @Test
    void goesOnRingingTheClocks() {
        int before = rings.get();

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(rings.get()).isGreaterThan(before + 1));
    }

    private State stateOf(Delivery delivery) {
        return store.deliveries()
                .list(OPERATOR, Optional.of(delivery.referralId()), 1)
                .get(0)
                .state();
    }

    private Delivery committed(Kind kind) {
        Change change = TestChanges.opening();
        Delivery delivery = Delivery.of(
                UUID.randomUUID(),
                change.referral().id(),
                kind,
                "one of its own: " + change.referral().id(),
                TestChanges.event(change).id(),
                Instant.now());
        store.journal().commit(TestChanges.delivering(change, List.of(delivery)), 0);
        return delivery;
    }
}
