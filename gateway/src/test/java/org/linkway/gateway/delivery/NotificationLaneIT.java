package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.store.TestSubscriptions.active;
import static org.linkway.gateway.store.TestSubscriptions.created;
import static org.linkway.gateway.store.TestSubscriptions.publishTask;
import static org.linkway.gateway.store.TestSubscriptions.toTasks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.audit.LinkAudit;
import org.linkway.gateway.config.AuditProperties;
import org.linkway.gateway.config.ClockProperties;
import org.linkway.gateway.config.MeshProperties;
import org.linkway.gateway.config.OnwardProperties;
import org.linkway.gateway.config.RetentionProperties;
import org.linkway.gateway.config.SubscriptionProperties;
import org.linkway.gateway.security.Parties;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.workflow.Notification;
import org.linkway.workflow.Notification.Kind;
import org.linkway.workflow.Subscription;

/** Subscribers, where as many endpoints hang as the lane has threads, and one more. */
@OnBothDatabases
class NotificationLaneIT {
    private static final AuditProperties AUDIT = new AuditProperties(
            "linkway", Duration.ofSeconds(10), Duration.ofMinutes(15), Optional.empty(), Duration.ofHours(1));
    private static final RetentionProperties KEEPS_ALL = new RetentionProperties(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofHours(1),
            1,
            1);
    private static final MeshProperties NO_MESH = new MeshProperties(
            null,
            null,
            null,
            null,
            null,
            "WORKFLOW",
            "WORKFLOW_ACK",
            null,
            Duration.ofMinutes(5),
            Duration.ofDays(7),
            Duration.ofMinutes(1));
    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestDatabase database;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch hanging = new CountDownLatch(THREADS);
    private final CountDownLatch endpointsAnswer = new CountDownLatch(1);
    private TestStore store;
    private DeliveryScheduler scheduler;

    NotificationLaneIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), clock);
        scheduler = scheduler();
    }

    @AfterEach
    void stop() {
        endpointsAnswer.countDown();
        scheduler.stop();
    }

    @Test
    void numbersOnWhileEveryEndpointHangs() throws InterruptedException {
        Subscription subscription = active(store, toTasks());
        for (int endpoint = 0; endpoint < THREADS + 1; endpoint++) {
            created(store, toTasks());
        }
        scheduler.start();
        hanging.await();

        publishTask(store, "task", "requested");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events(subscription)).isEqualTo(1));

        endpointsAnswer.countDown();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(store.subscriptionLedger()
                                .progress(subscription.id())
                                .orElseThrow()
                                .delivered())
                        .isEqualTo(1));
    }

    private long events(Subscription subscription) {
        return store.subscriptionLedger()
                .progress(subscription.id())
                .orElseThrow()
                .events();
    }

    private DeliveryScheduler scheduler() {
        DeliveryConfiguration configuration = new DeliveryConfiguration();
        DeliveryQueue queue = new DeliveryQueue(database.dataSource(), lane -> {});
        DeliveryProperties properties =
                TestEngine.properties(Map.of("threads", "1", "priority-threads", "1", "heartbeat", "1s"));
        SubscriptionProperties subscription = new SubscriptionProperties(
                List.of(),
                List.of(),
                "https://gateway.example.org/fhir",
                Duration.ofMillis(100),
                THREADS,
                20,
                Duration.ofMinutes(1));
        NumberEvents numberEvents = new NumberEvents(
                store.subscriptionLedger(), database.dataSource(), () -> scheduler.wake(Lane.NOTIFICATION), clock);
        // No clock runs and no request waits, so nothing goes through the routes.
        Rounds rounds = configuration.rounds(
                new ClockProperties(Duration.ofSeconds(1), Map.of()),
                new OnwardProperties(Map.of(), Duration.ofHours(1), Duration.ofDays(365)),
                subscription,
                new RingClocks(store.clocks(), null, clock),
                new MissTasks(store.waiting(), null, clock),
                new AskServices(store.referrals(), Parties.standIns(), null),
                numberEvents,
                NO_MESH,
                () -> {},
                properties,
                configuration.watchDestinations(store.deliveryLedger(), queue, store.alerts(), properties, clock),
                AUDIT,
                new LinkAudit(store.auditChain(), AUDIT, clock),
                KEEPS_ALL,
                new ClearAway(KEEPS_ALL, store.retention(), clock));
        return configuration.deliveryScheduler(
                database.dataSource(),
                configuration.makeDelivery(
                        store.deliveryLedger(),
                        queue,
                        delivery -> new Delivered(),
                        new Destinations(properties, name -> name, queue::again, clock),
                        properties,
                        new DeliveryMeters(new SimpleMeterRegistry()),
                        clock),
                configuration.notificationLane(
                        store.subscriptionLedger(), store.resources(), this::attempt, properties, subscription, clock),
                rounds,
                properties);
    }

    private DeliveryOutcome attempt(Notification notification) {
        if (notification.kind() == Kind.HANDSHAKE) {
            hanging.countDown();
            awaitQuietly();
        }
        return new Delivered();
    }

    private void awaitQuietly() {
        try {
            endpointsAnswer.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
