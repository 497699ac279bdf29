package org.linkway.gateway.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.RetryLater;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;

/** Eight practices that take a request and never answer it, and one that works, at the same time, on a node with 16 threads. */
@OnBothDatabases
class HangingDestinationsIT {
    private static final int HANGING = 8;
    private static final int EACH = 10;
    private static final int NEVER = 600_000;

    private final TestDatabase database;
    private final WireMockServer practices =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(80));
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    private String base;
    private TestEngine node;

    HangingDestinationsIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        database.emptied();
        practices.start();
        base = practices.baseUrl();
        practices.stubFor(
                post(urlMatching("/.*")).atPriority(9).willReturn(aResponse().withStatus(200)));
        node = new TestEngine(
                database.dataSource(),
                this::attempt,
                Map.of("threads", "16", "concurrency", "4", "slow-after", "200ms", "shutdown-wait", "1s"));
    }

    /** The practices hang up on those that hang. */
    @AfterEach
    void stop() {
        practices.stop();
        node.scheduler.stop();
    }

    private void hangs() {
        practices.stubFor(post(urlMatching("/hanging.*"))
                .willReturn(aResponse().withStatus(200).withFixedDelay(NEVER)));
    }

    private DeliveryOutcome attempt(Delivery delivery) {
        asked.add(delivery.destination());
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/" + delivery.destination()))
                .timeout(Duration.ofMillis(NEVER))
                .POST(BodyPublishers.noBody())
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            answered.add(delivery.destination());
            return status / 100 == 2 ? new Delivered() : new RetryLater("The practice answered " + status + ".");
        } catch (IOException away) {
            return new RetryLater("The practice could not be reached.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new RetryLater("Linkway was stopped.");
        }
    }

    @Test
    void takeNothingFromOneThatWorksWhereNobodyKnowsAnyOfThem() {
        hangs();
        List<Delivery> hanging = toEachThatHangs(EACH);
        List<Delivery> healthy = committed("healthy", 3 * EACH);

        node.scheduler.start();

        assertDelivered(healthy);
        assertThat(hanging).extracting(this::state).containsOnly(State.PENDING);
        assertThat(answered).as("every other request is still open").containsOnly("healthy");
        await().untilAsserted(() -> assertThat(
                        asked.stream().filter(it -> it.startsWith("hanging")).toList())
                .as("one at each")
                .hasSize(HANGING)
                .doesNotHaveDuplicates());
    }

    @Test
    void takeNothingFromOneThatWorksWhereAllOfThemWorkedBefore() {
        node.scheduler.start();
        assertDelivered(toEachThatHangs(1));
        answered.clear();
        asked.clear();
        hangs();
        List<Delivery> hanging = toEachThatHangs(EACH);
        await().until(() -> asked.size() > 16);

        List<Delivery> healthy = committed("healthy", 3 * EACH);

        assertDelivered(healthy);
        assertThat(hanging).extracting(this::state).containsOnly(State.PENDING);
        assertThat(answered).as("every other request is still open").containsOnly("healthy");
        await().untilAsserted(() -> assertThat(asked.stream().filter(it -> it.startsWith("hanging")))
                .as("four at each")
                .hasSize(4 * HANGING));
    }

    private List<Delivery> toEachThatHangs(int count) {
        return IntStream.range(0, HANGING)
                .boxed()
                .flatMap(number -> committed("hanging-" + number, count).stream())
                .toList();
    }

    private List<Delivery> committed(String destination, int count) {
        return Stream.generate(() -> {
                    Change opening = TestChanges.opening();
                    Delivery delivery = TestChanges.delivery(opening, destination, Instant.now());
                    node.store.journal().commit(TestChanges.delivering(opening, List.of(delivery)), 0);
                    return delivery;
                })
                .limit(count)
                .toList();
    }

    private void assertDelivered(List<Delivery> deliveries) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(deliveries).extracting(this::state).containsOnly(State.DELIVERED));
    }

    private State state(Delivery delivery) {
        return node.store
                .deliveries()
                .find(TestChanges.OPERATOR, delivery.id())
                .orElseThrow()
                .state();
    }
}
