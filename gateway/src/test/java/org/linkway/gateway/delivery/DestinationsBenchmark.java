package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.RetryLater;
import org.linkway.routes.port.Deliveries;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;

/**
 * How long deliveries to a healthy destination take by themselves, beside one that hangs, and beside eight, as rows of a table. Run
 * by its name.
 */
@OnBothDatabases
class DestinationsBenchmark {
    private static final int DELIVERIES = Integer.getInteger("benchmark.deliveries", 500);
    private static final int A_SECOND = Integer.getInteger("benchmark.rate", 25);
    private static final Duration ANSWERS_IN = Duration.ofMillis(20);
    private static final Duration HANGS_FOR = Duration.ofSeconds(5);

    private final TestDatabase database;
    private final CountDownLatch over = new CountDownLatch(1);

    DestinationsBenchmark(TestDatabase database) {
        this.database = database;
    }

    @Test
    void destinationsDownDoNotSlowAnother() throws InterruptedException {
        run(0);
        List<Integer> hanging = List.of(0, 1, 8);
        StringBuilder table = new StringBuilder(
                "| Database | Hanging destinations | Median | 99th percentile |\n|---|---|---|---|\n");
        for (int destinations : hanging) {
            Figures figures = run(destinations);
            table.append("| %s | %d | %d ms | %d ms |%n"
                    .formatted(database, destinations, figures.median(), figures.high()));
            assertThat(figures.delivered()).isEqualTo(DELIVERIES);
        }
        System.out.printf("%d deliveries at %d a second:%n%s", DELIVERIES, A_SECOND, table);
    }

    private record Figures(int delivered, long median, long high) {}

    private Figures run(int hanging) throws InterruptedException {
        database.emptied();
        TestEngine engine = new TestEngine(
                database.dataSource(),
                this::attempt,
                Map.of(
                        "poll-interval",
                        "1s",
                        "heartbeat",
                        "1500ms",
                        "first-retry",
                        "500ms",
                        "longest-retry",
                        "15m",
                        "breaker.pause",
                        "10s",
                        "breaker.calls",
                        "10"));
        engine.scheduler.start();
        AtomicInteger made = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(DELIVERIES);
        ScheduledExecutorService source = Executors.newSingleThreadScheduledExecutor();
        Future<?> making = source.scheduleAtFixedRate(
                () -> {
                    int number = made.getAndIncrement();
                    if (number < DELIVERIES) {
                        committed(engine, "healthy");
                        if (hanging > 0) {
                            committed(engine, "hanging-" + number % hanging);
                        }
                        all.countDown();
                    }
                },
                0,
                1_000_000L / A_SECOND,
                TimeUnit.MICROSECONDS);
        all.await();
        making.cancel(false);
        source.shutdown();
        await().atMost(Duration.ofMinutes(2)).until(() -> times(engine).length == DELIVERIES);
        long[] times = times(engine);
        engine.scheduler.stop();
        return new Figures(times.length, times[times.length / 2], times[times.length * 99 / 100]);
    }

    private DeliveryOutcome attempt(Delivery delivery) {
        boolean hangs = delivery.destination().startsWith("hanging");
        try {
            if (over.await((hangs ? HANGS_FOR : ANSWERS_IN).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Nothing ends the waiting.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return hangs ? new RetryLater("The partner did not answer in time.") : new Delivered();
    }

    private static Delivery committed(TestEngine engine, String destination) {
        Change opening = TestChanges.opening();
        Delivery delivery = TestChanges.delivery(opening, destination, Instant.now());
        engine.store.journal().commit(TestChanges.delivering(opening, List.of(delivery)), 0);
        return delivery;
    }

    /** In milliseconds from made to delivered, in ascending order. */
    private static long[] times(TestEngine engine) {
        return engine
                .store
                .deliveries()
                .list(
                        TestChanges.OPERATOR,
                        new Deliveries.Filter(
                                Optional.of(State.DELIVERED),
                                Optional.of("healthy"),
                                Optional.empty(),
                                Optional.empty(),
                                DELIVERIES))
                .stream()
                .flatMapToLong(it -> LongStream.of(
                        Duration.between(it.createdAt(), it.nextAttemptAt()).toMillis()))
                .sorted()
                .toArray();
    }
}
