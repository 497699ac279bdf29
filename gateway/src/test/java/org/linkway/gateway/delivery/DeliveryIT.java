package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.noNote;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.referral.EventType;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.Parked;
import org.linkway.routes.outbound.DeliveryOutcome.RetryLater;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;

@OnBothDatabases
class DeliveryIT {
    private static final Duration HEARTBEAT = Duration.ofMillis(200);
    private static final Duration GIVE_UP_AFTER = TestEngine.giveUpAfter();

    private final TestDatabase database;
    private final Map<UUID, DeliverOne> partner = new ConcurrentHashMap<>();
    private final Queue<UUID> attempts = new ConcurrentLinkedQueue<>();
    private TestStore store;
    private DeliveryScheduler scheduler;

    DeliveryIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        database.emptied();
        TestEngine engine = engine();
        store = engine.store;
        scheduler = engine.scheduler;
    }

    @AfterEach
    void stop() {
        scheduler.stop();
    }

    private TestEngine engine() {
        return new TestEngine(
                database.dataSource(), this::attempt, Map.of("heartbeat", HEARTBEAT.toMillis() + "ms", "threads", "4"));
    }

    private DeliveryOutcome attempt(Delivery delivery) {
        attempts.add(delivery.id());
        return partner.getOrDefault(delivery.id(), it -> new Delivered()).deliver(delivery);
    }

    @Test
    void deliversWhatACommitCauses() {
        scheduler.start();

        Delivery delivery = committed(opening()).get(0);

        assertEnds(delivery, State.DELIVERED);
        assertThat(now(delivery).attempts()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(store.rows("scheduled_tasks")).isZero());
    }

    @Test
    void triesAgainUntilThePartnerAnswers() {
        Change change = opening();
        Delivery delivery = change.deliveries().get(0);
        partner.put(delivery.id(), it -> it.attempts() < 3 ? new RetryLater("The partner is away.") : new Delivered());
        scheduler.start();

        committed(change);

        assertEnds(delivery, State.DELIVERED);
        assertThat(now(delivery).attempts()).isEqualTo(4);
        assertThat(now(delivery).lastProblem()).isEmpty();
    }

    @Test
    @Hazard("H2")
    void leavesToAPersonWhatAPartnerRefuses() {
        Change change = opening();
        Delivery delivery = change.deliveries().get(0);
        partner.put(delivery.id(), it -> new Parked("The practice does not take referrals back."));
        scheduler.start();

        committed(change);

        assertEnds(delivery, State.PARKED);
        assertThat(now(delivery).lastProblem()).contains("The practice does not take referrals back.");
        await().untilAsserted(() -> assertThat(store.rows("scheduled_tasks")).isZero());
    }

    @Test
    @Hazard("H2")
    void givesUpOnAPartnerThatHasNotAnsweredForDays() {
        Delivery old =
                committed(openingMadeAt(Instant.now().minus(GIVE_UP_AFTER))).get(0);
        partner.put(old.id(), it -> new RetryLater("The partner is away."));
        scheduler.start();

        assertEnds(old, State.PARKED);
        assertThat(now(old).lastProblem()).contains("No answer for 7 days: The partner is away.");
    }

    @Test
    void takesAFailureOfItsOwnAsAReasonToTryAgain() {
        Change change = opening();
        Delivery delivery = change.deliveries().get(0);
        partner.put(delivery.id(), it -> {
            if (it.attempts() == 0) {
                throw new IllegalStateException("Testina Inventa");
            }
            return it.lastProblem().equals(Optional.of("Linkway failed while delivering."))
                    ? new Delivered()
                    : new Parked("The problem was not kept.");
        });
        scheduler.start();

        committed(change);

        assertEnds(delivery, State.DELIVERED);
    }

    @Test
    void keepsTheOrderOfOneReferralToOneDestination() {
        Change opening = opening();
        List<Delivery> deliveries = IntStream.range(0, 5)
                .mapToObj(number -> TestChanges.delivery(opening, "one", Instant.now()))
                .toList();
        partner.put(
                deliveries.get(0).id(),
                it -> it.attempts() < 4 ? new RetryLater("The partner is away.") : new Delivered());
        partner.put(deliveries.get(2).id(), it -> new Parked("Not this one."));
        scheduler.start();

        committed(TestChanges.delivering(opening, deliveries));

        deliveries.forEach(it -> assertEnds(it, it.equals(deliveries.get(2)) ? State.PARKED : State.DELIVERED));
        assertThat(attempts.stream().distinct())
                .containsExactlyElementsOf(deliveries.stream().map(Delivery::id).toList());
        assertThat(attempts).hasSize(9);
    }

    @Test
    void keepsTheOrderOfTheCommitsOfOneReferral() {
        Change opening = opening();
        Delivery first = opening.deliveries().get(0);
        CountDownLatch answering = new CountDownLatch(1);
        partner.put(first.id(), it -> {
            awaitQuietly(answering);
            return new Delivered();
        });
        scheduler.start();
        committed(opening);
        await().until(() -> attempts.contains(first.id()));

        Change accepted = TestChanges.next(opening.referral(), EventType.ACCEPTED, noNote());
        Delivery second = TestChanges.delivery(accepted, first.destination(), Instant.now());
        Delivery elsewhere = TestChanges.delivery(accepted, "elsewhere", Instant.now());
        store.journal().commit(TestChanges.delivering(accepted, List.of(second, elsewhere)), 1);

        assertEnds(elsewhere, State.DELIVERED);
        assertThat(now(second).state()).isEqualTo(State.PENDING);
        answering.countDown();
        assertEnds(second, State.DELIVERED);
        assertThat(attempts).containsExactly(first.id(), elsewhere.id(), second.id());
    }

    @Test
    void holdsNoReferralUpForAnother() {
        Change stuck = opening();
        partner.put(stuck.deliveries().get(0).id(), it -> new RetryLater("The partner is away."));
        scheduler.start();
        committed(stuck);

        assertEnds(committed(opening()).get(0), State.DELIVERED);
    }

    @Test
    void deliversAfterARestartWhatWasLeftBefore() {
        List<Delivery> left = IntStream.range(0, 20)
                .mapToObj(number -> committed(opening()).get(0))
                .toList();
        scheduler.start();
        scheduler.stop();
        scheduler.start();

        left.forEach(it -> assertEnds(it, State.DELIVERED));
    }

    @Test
    @Hazard({"H2", "H13"})
    void deliversAgainWhatADeadProcessHadUnderWay() {
        Delivery delivery = committed(opening()).get(0);
        store.jdbc().sql("""
                        update scheduled_tasks
                        set picked = true, picked_by = 'a dead process', last_heartbeat = :now, version = version + 1
                        """).param("now", OffsetDateTime.now(ZoneOffset.UTC)).update();
        scheduler.start();

        await().atMost(HEARTBEAT.multipliedBy(6).plusSeconds(2))
                .untilAsserted(() -> assertThat(now(delivery).state()).isEqualTo(State.DELIVERED));
    }

    @Test
    void makesEachDeliveryOnceThoughTwoNodesShareTheQueue() {
        DeliveryScheduler other = engine().scheduler;
        try {
            scheduler.start();
            other.start();
            List<Delivery> all = IntStream.range(0, 50)
                    .mapToObj(number -> committed(opening()).get(0))
                    .toList();

            all.forEach(it -> assertEnds(it, State.DELIVERED));
            assertThat(attempts).hasSize(50).doesNotHaveDuplicates();
        } finally {
            other.stop();
        }
    }

    @Test
    void undoesNothingWhenAnAttemptComesInLate() {
        scheduler.start();
        Delivery delivery = committed(opening()).get(0);
        assertEnds(delivery, State.DELIVERED);
        Delivery delivered = now(delivery);

        store.deliveryLedger().record(delivery);

        assertThat(now(delivery)).isEqualTo(delivered);
    }

    private static Change opening() {
        return openingMadeAt(Instant.now());
    }

    private static Change openingMadeAt(Instant madeAt) {
        Change change = TestChanges.opening();
        return TestChanges.delivering(change, List.of(TestChanges.delivery(change, "one", madeAt)));
    }

    private List<Delivery> committed(Change change) {
        store.journal().commit(change, 0);
        return change.deliveries();
    }

    private void assertEnds(Delivery delivery, State state) {
        await().pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(now(delivery).state()).isEqualTo(state));
    }

    private Delivery now(Delivery delivery) {
        return store.deliveries().list(OPERATOR, Optional.of(delivery.referralId()), 10).stream()
                .filter(it -> it.id().equals(delivery.id()))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
