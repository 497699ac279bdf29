package org.linkway.gateway.delivery;

import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.store.TestChanges.OPERATOR;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.store.FollowsDeliveries;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.Parked;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.linkway.routes.port.DeliveryControl.Selection;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody replays a parked delivery at the moment when its row leaves the schedule; the rounds that would find it rest here. */
@OnBothDatabases
class CallAsItEndsIT {
    private final TestDatabase database;
    private final CountDownLatch attemptMayEnd = new CountDownLatch(1);
    private final CountDownLatch replayIsWritten = new CountDownLatch(1);
    private final CountDownLatch replayMayCommit = new CountDownLatch(1);

    CallAsItEndsIT(TestDatabase database) {
        this.database = database;
    }

    @Test
    void makesTheAttemptThatTheReplayAskedFor() {
        database.emptied();
        TestEngine node = engine();
        node.scheduler.start();
        try {
            Delivery delivery = committed(node);
            await().until(() -> node.store
                    .jdbc()
                    .sql("select picked from scheduled_tasks")
                    .query(Boolean.class)
                    .single());
            CompletableFuture<Integer> replay = whileTheRowIsHeld(node, () -> {
                attemptMayEnd.countDown();
                awaitState(node, delivery, State.PARKED);
                CompletableFuture<Integer> replaying = CompletableFuture.supplyAsync(() -> node.store
                        .deliveryControl()
                        .replay(
                                OPERATOR,
                                Selection.of(List.of(delivery.id())),
                                new Hand("Opal Operator", "the practice is back")));
                pass(replayIsWritten);
                return replaying;
            });
            await().until(() -> node.store.rows("scheduled_tasks") == 0);
            // Without it, that the replay is not committed as the end of the attempt looks for it would be luck.
            await().during(Duration.ofMillis(200)).until(() -> !replay.isDone());

            replayMayCommit.countDown();

            awaitState(node, delivery, State.DELIVERED);
            await().until(() -> node.store.rows("scheduled_tasks") == 0);
        } finally {
            node.scheduler.stop();
        }
    }

    /** The first attempt ends parked, when it may; the next delivers. */
    private TestEngine engine() {
        FollowsDeliveries follows = new FollowsDeliveries() {
            @Override
            public void gaveUp(Delivery delivery, String sentence) {}

            @Override
            public void cancelled(Delivery delivery, String sentence) {}

            @Override
            public void replayed(Delivery delivery, String sentence) {
                replayIsWritten.countDown();
                pass(replayMayCommit);
            }
        };
        DeliverOne partner = delivery -> {
            if (attemptMayEnd.getCount() == 0) {
                return new Delivered();
            }
            pass(attemptMayEnd);
            return new Parked("Not now.");
        };
        // The row is held for longer than a few heartbeats: nobody is to think that its node died.
        return new TestEngine(
                database.dataSource(), partner, Map.of("heartbeat", "30s"), follows, new Rounds(Map.of()));
    }

    /** The attempt cannot remove its row from the schedule before this is over. */
    private <T> T whileTheRowIsHeld(TestEngine node, Supplier<T> work) {
        TransactionTemplate holding = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        return holding.execute(transaction -> {
            node.store
                    .jdbc()
                    .sql("select task_instance from scheduled_tasks for update")
                    .query(String.class)
                    .single();
            return work.get();
        });
    }

    private static Delivery committed(TestEngine node) {
        Change opening = TestChanges.opening();
        Delivery delivery = TestChanges.delivery(opening, "one", Instant.now());
        node.store.journal().commit(TestChanges.delivering(opening, List.of(delivery)), 0);
        return delivery;
    }

    private static void awaitState(TestEngine node, Delivery delivery, State state) {
        await().until(() -> node.store
                .deliveries()
                .find(OPERATOR, delivery.id())
                .map(Delivery::state)
                .equals(Optional.of(state)));
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
