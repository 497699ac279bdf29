package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.store.TestChanges.OPERATOR;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.Hazard;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;

/** What a node of the sandbox has said outlives the node. */
class KilledNodeIT {
    static final String OPENED = "opened ";
    private static final int REFERRALS = 300;

    @TempDir
    private Path dataDir;

    @Test
    @Hazard({"H2", "H13"})
    void losesNothingThatItHadAnsweredForAndDeliversAgainWithinSeconds() throws Exception {
        List<UUID> opened = openedByANodeThatIsKilled();

        DataSource dataSource = TestDatabase.h2In(dataDir);
        TestStore store = new TestStore(dataSource, TestQueue.on(dataSource), Clock.systemUTC());
        assertThat(opened)
                .hasSizeGreaterThanOrEqualTo(REFERRALS)
                .allSatisfy(
                        id -> assertThat(store.referrals().find(OPERATOR, id)).isPresent());

        DeliveryScheduler scheduler = scheduler(dataSource, store, delivery -> new DeliveryOutcome.Delivered());
        scheduler.start();
        try {
            // What found no room on the node that died comes back after a minute at the latest.
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(store.deliveries().list(OPERATOR, Optional.empty(), 100_000))
                            .extracting(Delivery::state)
                            .containsOnly(State.DELIVERED));
        } finally {
            scheduler.stop();
        }
    }

    private List<UUID> openedByANodeThatIsKilled() throws IOException, InterruptedException {
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledNode.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = node.inputReader(StandardCharsets.UTF_8)) {
            List<String> first = opened(said.lines()).limit(REFERRALS).toList();
            // By its handle: the process itself would close what it has not said yet.
            node.toHandle().destroyForcibly();
            node.waitFor();
            return Stream.concat(first.stream(), opened(said.lines()))
                    .map(line -> UUID.fromString(line.substring(OPENED.length())))
                    .toList();
        }
    }

    private static Stream<String> opened(Stream<String> lines) {
        return lines.filter(line -> line.startsWith(OPENED));
    }

    /** With the heartbeat of the sandbox. */
    static DeliveryScheduler scheduler(DataSource dataSource, TestStore store, DeliverOne deliverOne) {
        DeliveryProperties properties = TestEngine.properties(Map.of(
                "threads", "4",
                // The more wait for each place, the later they come back, also after their node has died.
                "concurrency", "16",
                "poll-interval", "1s",
                "heartbeat", "1500ms",
                "first-retry", "500ms",
                "longest-retry", "15m",
                "shutdown-wait", "1s"));
        DeliveryConfiguration configuration = new DeliveryConfiguration();
        DeliveryQueue queue = new DeliveryQueue(dataSource, lane -> {});
        Destinations destinations = new Destinations(properties, name -> name, queue::again, Clock.systemUTC());
        return configuration.deliveryScheduler(
                dataSource,
                configuration.makeDelivery(
                        store.deliveryLedger(),
                        queue,
                        deliverOne,
                        destinations,
                        properties,
                        new DeliveryMeters(new SimpleMeterRegistry()),
                        Clock.systemUTC()),
                TestQueue.NO_NOTIFICATIONS,
                new Rounds(Map.of()),
                properties);
    }
}
