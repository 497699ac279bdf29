package org.linkway.gateway.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
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
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.outbound.DeliveryOutcome.Awaiting;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.Elsewhere;
import org.linkway.routes.outbound.DeliveryOutcome.Held;
import org.linkway.routes.outbound.DeliveryOutcome.Parked;
import org.linkway.routes.outbound.DeliveryOutcome.RetryLater;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.Owner;
import org.linkway.workflow.Delivery.State;

/** What goes wrong at one destination stays there. */
@OnBothDatabases
class DestinationsIT {
    private final TestDatabase database;
    private final WireMockServer partners =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(40));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, DeliverOne> outcomes = new ConcurrentHashMap<>();
    private final Queue<UUID> attempts = new ConcurrentLinkedQueue<>();
    private final CountDownLatch answering = new CountDownLatch(1);
    private TestEngine engine;

    DestinationsIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        database.emptied();
        partners.start();
    }

    @AfterEach
    void stop() {
        answering.countDown();
        engine.scheduler.stop();
        partners.stop();
    }

    private void start(Map<String, String> settings) {
        engine = new TestEngine(database.dataSource(), this::attempt, settings);
        engine.scheduler.start();
    }

    private DeliveryOutcome attempt(Delivery delivery) {
        attempts.add(delivery.id());
        return outcomes.getOrDefault(delivery.destination(), this::send).deliver(delivery);
    }

    /** As the clients of partners do it: 2xx is delivered, all else may work later. */
    private DeliveryOutcome send(Delivery delivery) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(partners.baseUrl() + "/" + delivery.destination()))
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.noBody())
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? new Delivered() : new RetryLater("The partner answered " + status + ".");
        } catch (IOException away) {
            return new RetryLater("The partner could not be reached.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new RetryLater("Linkway was stopped.");
        }
    }

    /** All of the healthy ones are there while the first of the hanging ones is still at it. */
    @Test
    void slowsNoOtherDestinationWhereOneHangs() {
        outcomes.put("hanging", it -> {
            awaitQuietly();
            return new Delivered();
        });
        partners.stubFor(post("/healthy").willReturn(aResponse().withStatus(200)));
        start(Map.of("threads", "6", "concurrency", "2"));
        List<Delivery> hanging = committed("hanging", 20);
        await().until(() -> !attempts.isEmpty());

        List<Delivery> healthy = committed("healthy", 30);

        healthy.forEach(it -> assertEnds(it, State.DELIVERED));
        assertThat(hanging).extracting(it -> now(it).state()).containsOnly(State.PENDING);
        assertThat(hanging)
                .filteredOn(it -> attempts.contains(it.id()))
                .as("no second one before the first has come back")
                .hasSize(1);

        answering.countDown();
        hanging.forEach(it -> assertEnds(it, State.DELIVERED));
        assertThat(hanging)
                .extracting(it -> now(it).attempts())
                .as("waiting is no attempt")
                .containsOnly(1);
    }

    @Test
    void leavesADestinationAloneThatFailsUntilItAnswersAgain() {
        partners.stubFor(post("/failing").willReturn(aResponse().withStatus(500)));
        partners.stubFor(post("/healthy").willReturn(aResponse().withStatus(200)));
        start(Map.of("breaker.calls", "5", "breaker.pause", "300ms"));
        List<Delivery> failing = committed("failing", 10);
        await().until(() -> "open".equals(engine.destinations.states().get("failing")));

        committed("healthy", 5).forEach(it -> assertEnds(it, State.DELIVERED));
        assertThat(engine.destinations.states()).containsEntry("healthy", "closed");
        engine.watch.watch();
        assertThat(engine.store.alerts().open()).as("nobody has said so yet").isEmpty();
        engine.tell.tell();
        engine.watch.watch();
        assertThat(engine.store.alerts().open())
                .extracting(it -> it.kind() + " " + it.subject())
                .containsExactly("DESTINATION_FAILING failing");

        partners.stubFor(post("/failing").willReturn(aResponse().withStatus(200)));
        failing.forEach(it -> assertEnds(it, State.DELIVERED));
        assertThat(engine.destinations.states()).containsEntry("failing", "closed");
        engine.watch.watch();
        assertThat(engine.store.alerts().open()).isEmpty();
    }

    @Test
    void leavesAllAloneWhoShareAnAddressWhereOneFails() {
        outcomes.put("hub/one", it -> new RetryLater("The hub is away."));
        outcomes.put("hub/other", it -> new Delivered());
        outcomes.put("elsewhere", it -> new Delivered());
        start(Map.of("breaker.calls", "2", "breaker.pause", "1h"));
        committed("hub/one", 1);
        await().until(() -> "open".equals(engine.destinations.states().get("hub/one")));

        Delivery other = committed("hub/other", 1).get(0);

        await().until(() -> engine.destinations.states().containsKey("hub/other"));
        assertThat(engine.destinations.states()).containsEntry("hub/other", "open");
        committed("elsewhere", 5).forEach(it -> assertEnds(it, State.DELIVERED));
        assertThat(attempts).doesNotContain(other.id());
    }

    @Test
    void saysNothingAgainstADestinationWhereWhatIsNeededFirstIsNotToBeHad() {
        outcomes.put("one", it -> new Held("The demographics service answered 429.", Optional.of(Duration.ofHours(1))));
        start(Map.of("breaker.calls", "1"));
        List<Delivery> held = committed("one", 5);

        await().untilAsserted(() -> assertThat(held)
                .extracting(it -> now(it).lastProblem())
                .containsOnly(Optional.of("The demographics service answered 429.")));
        assertThat(held).extracting(it -> now(it).state()).containsOnly(State.PENDING);
        assertThat(held)
                .extracting(it -> now(it).nextAttemptAt())
                .allMatch(Instant.now().plusSeconds(3500)::isBefore);
        assertThat(engine.destinations.states()).containsEntry("one", "closed");
    }

    @Test
    void comesBackNoSoonerThanTheDestinationAsks() {
        outcomes.put(
                "busy",
                it -> it.attempts() == 0
                        ? new RetryLater("The partner answered 429.", Optional.of(Duration.ofHours(1)))
                        : new Delivered());
        start(Map.of());
        Delivery first = committed("busy", 1).get(0);
        assertEnds(first, State.RETRYING);

        Delivery second = committed("busy", 1).get(0);
        committed("healthy", 1);
        outcomes.put("healthy", it -> new Delivered());

        await().until(() -> attempts.size() >= 2);
        assertThat(now(first).nextAttemptAt()).isAfter(Instant.now().plusSeconds(3500));
        assertThat(attempts).as("the whole destination is left alone").doesNotContain(second.id());
    }

    @Test
    void movesWhatBelongsElsewhereAndCountsNoAttempt() {
        outcomes.put("gp-record", it -> new Elsewhere("gp-record/A12345"));
        outcomes.put("gp-record/A12345", it -> new Delivered());
        start(Map.of());

        Delivery delivery = committed("gp-record", 1).get(0);

        assertEnds(delivery, State.DELIVERED);
        assertThat(now(delivery).destination()).isEqualTo("gp-record/A12345");
        assertThat(now(delivery).attempts()).isEqualTo(1);
    }

    @Test
    void doesNotMoveForEverWhatIsThereAlready() {
        outcomes.put("gp-record", it -> it.attempts() == 0 ? new Elsewhere("gp-record") : new Delivered());
        start(Map.of());

        Delivery delivery = committed("gp-record", 1).get(0);

        assertEnds(delivery, State.DELIVERED);
        assertThat(now(delivery).attempts()).isEqualTo(2);
    }

    @Test
    void letsNothingWaitForAProofThatIsStillToComeAndLooksWhenThereIsNews() {
        CountDownLatch acknowledged = new CountDownLatch(1);
        Change opening = TestChanges.opening();
        Delivery first = TestChanges.delivery(opening, "mesh", Instant.now());
        Delivery second = TestChanges.delivery(opening, "mesh", Instant.now());
        outcomes.put(
                "mesh",
                it -> it.id().equals(second.id()) || acknowledged.getCount() == 0
                        ? new Delivered()
                        : new Awaiting("The acknowledgement is to come.", Duration.ofDays(1)));
        start(Map.of());
        engine.store.journal().commit(TestChanges.delivering(opening, List.of(first, second)), 0);

        assertEnds(second, State.DELIVERED);
        assertThat(now(first).state()).isEqualTo(State.AWAITING);
        assertThat(now(first).lastProblem()).contains("The acknowledgement is to come.");
        engine.watch.watch();
        assertThat(engine.store.alerts().open()).isEmpty();

        acknowledged.countDown();
        engine.store.deliveryWaker().wake(first.subject());
        assertEnds(first, State.DELIVERED);
    }

    @Test
    void sleepsThroughNoNewsThatComesWhileItIsUnderWay() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        outcomes.put("mesh", it -> {
            if (told.getCount() == 0) {
                return new Delivered();
            }
            asked.countDown();
            await().until(() -> told.getCount() == 0);
            return new Awaiting("The acknowledgement was still to come when it was looked for.", Duration.ofDays(1));
        });
        start(Map.of());
        Delivery delivery = committed("mesh", 1).get(0);

        await().until(() -> asked.getCount() == 0);
        engine.store.deliveryWaker().wake(delivery.subject());
        told.countDown();

        assertEnds(delivery, State.DELIVERED);
    }

    @Test
    @Hazard("H2")
    void saysWhoseTurnItIs() {
        outcomes.put("gp-record", it -> new Parked("Trace needed.", Owner.LINK_WORKER));
        start(Map.of());

        Delivery delivery = committed("gp-record", 1).get(0);

        assertEnds(delivery, State.PARKED);
        assertThat(now(delivery).owner()).contains(Owner.LINK_WORKER);
    }

    @Test
    void findsWhatAProcessLeftBehindAsItDied() {
        outcomes.put("one", it -> new Delivered());
        start(Map.of());
        engine.scheduler.stop();
        Delivery delivery = committed("one", 1).get(0);
        engine.store.jdbc().sql("delete from scheduled_tasks").update();
        engine.scheduler.start();

        engine.watch.watch();

        assertEnds(delivery, State.DELIVERED);
    }

    @Test
    void measuresAttemptsTimesAndWhatWaits() {
        outcomes.put("one", it -> new Delivered());
        outcomes.put("refusing", it -> new Parked("Refused."));
        start(Map.of());
        assertEnds(committed("one", 1).get(0), State.DELIVERED);
        assertEnds(committed("refusing", 1).get(0), State.PARKED);
        engine.watch.watch();

        engine.meters.standing(
                engine.store.deliveryLedger().backlogs(),
                engine.destinations.states(),
                engine.store.alerts().open());

        await().untilAsserted(() -> assertThat(engine.registry
                        .get("linkway.delivery.attempts")
                        .tags("kind", "entry-to-record", "destination", "one", "outcome", "delivered")
                        .counter()
                        .count())
                .isEqualTo(1));
        assertThat(engine.registry
                        .get("linkway.delivery.time")
                        .tags("destination", "one")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(engine.registry
                        .get("linkway.deliveries")
                        .tags("destination", "refusing", "state", "parked")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(engine.registry
                        .get("linkway.delivery.breaker")
                        .tags("destination", "one")
                        .gauge()
                        .value())
                .isZero();
        assertThat(engine.registry
                        .get("linkway.alerts.open")
                        .tags("kind", "deliveries-parked")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    private List<Delivery> committed(String destination, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    Change opening = TestChanges.opening();
                    Delivery delivery = TestChanges.delivery(opening, destination, Instant.now());
                    engine.store.journal().commit(TestChanges.delivering(opening, List.of(delivery)), 0);
                    return delivery;
                })
                .toList();
    }

    private void assertEnds(Delivery delivery, State state) {
        await().pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(now(delivery).state()).isEqualTo(state));
    }

    private Delivery now(Delivery delivery) {
        return engine.store
                .deliveries()
                .find(TestChanges.OPERATOR, delivery.id())
                .orElseThrow();
    }

    private void awaitQuietly() {
        try {
            answering.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
