package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.Hazard;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.PracticeRecordPartner;
import org.linkway.conformance.partner.Subscriber;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.WireFormat;

/** What was answered stays answered for, however the gateway dies. */
class CrashConformanceTest {
    private static final int REFERRALS = 200;
    private static final int SENDERS = 4;
    private static final String HOOK = "hook";
    private static final int PORTION = 7;

    private final Subscriber subscriber = new Subscriber();

    @TempDir
    private Path dataDir;

    @AfterEach
    void stopListening() {
        subscriber.close();
    }

    @Test
    @Hazard({"H2", "H13"})
    void filesOnceWhatItHadAnsweredWhenItWasKilled() {
        try (PracticeRecordPartner record = PracticeRecordPartner.start()) {
            Map<String, String> options = Map.of("linkway.partner.record-endpoint", record.baseUrl());
            GpReferral referral = GpReferral.of(new SyntheticPeople().next());
            String nhsNumber = referral.person().nhsNumber();
            record.register(nhsNumber);
            // Long enough that the kill falls between the entry's being kept and its being read back.
            record.faults().answerAfter(Duration.ofSeconds(5));

            GatewayProcess killed = GatewayProcess.quiet(dataDir, options);
            PlacedReferral placed = killed.gp().refer(referral);
            String id = killed.linkWorkers().referral(placed).get("id").asText();
            killed.linkWorkers().report(id, WorkerEvents.accepted()).expect(201);
            killed.linkWorkers().report(id, WorkerEvents.seen()).expect(201);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !record.entries("Procedure", nhsNumber).isEmpty());
            killed.kill();
            record.faults().mend();

            try (GatewayProcess restarted = GatewayProcess.quiet(dataDir, options)) {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(
                                        restarted.linkWorkers().referral(id).get("recordEntries"))
                                .hasSize(2)
                                .allMatch(entry -> entry.get("status").asText().equals("filed")));
            }
            assertThat(record.entries("Procedure", nhsNumber)).hasSize(1);
            assertThat(record.entries("Observation", nhsNumber)).hasSize(1);
        }
    }

    @Test
    @Hazard({"H2", "H13"})
    void holdsEveryReferralThatItHadAnsweredWhenItWasKilled() throws InterruptedException {
        Queue<PlacedReferral> answered = new ConcurrentLinkedQueue<>();
        GatewayProcess killed = GatewayProcess.quiet(dataDir, Map.of());
        subscribe(killed.gp());
        referUntilKilled(killed, answered);
        assertThat(answered).hasSizeGreaterThanOrEqualTo(REFERRALS);
        int toldBefore = subscriber.numbers(HOOK).size();

        try (GatewayProcess restarted = GatewayProcess.quiet(dataDir, Map.of())) {
            List<JsonNode> held = restarted.linkWorkers().all();
            Set<String> heldTasks = held.stream()
                    .map(referral -> referral.at("/published/taskId").asText())
                    .collect(Collectors.toSet());
            assertThat(heldTasks)
                    .containsAll(answered.stream().map(PlacedReferral::taskId).toList());
            assertThat(answered)
                    .allSatisfy(placed -> assertThat(
                                    restarted.gp().task(placed).getStatus().toCode())
                            .isEqualTo("requested"));
            assertDeliveredToTheWorker(restarted, held);
            assertToldToTheSubscriber(heldTasks, toldBefore);
        }
    }

    private void subscribe(GpSystem gp) {
        Subscription wanted = TopicSubscription.inPortionsOf(
                PORTION, TopicSubscription.to(TopicSubscription.TASKS, subscriber.endpoint(HOOK), "id-only"));
        gp.post("/fhir/Subscription", GpSystem.text(wanted), WireFormat.JSON.mediaType(), GpSystem.newId())
                .expect(201);
    }

    /** Every event under its number, without a gap. Only what was under way when it died may come twice. */
    private void assertToldToTheSubscriber(Set<String> tasks, int toldBefore) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(subscriber.focuses(HOOK)).containsAll(tasks));
        List<Long> numbers = subscriber.numbers(HOOK);
        Set<Long> once = new TreeSet<>(numbers);
        assertThat(once)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, once.size()).boxed().toList());
        assertThat(numbers.size() - once.size())
                .as("told before the kill: %s", toldBefore)
                .isLessThanOrEqualTo(PORTION);
    }

    /** Senders go on without pause; the gateway dies the moment the last of the expected answers has come. */
    private static void referUntilKilled(GatewayProcess gateway, Queue<PlacedReferral> answered)
            throws InterruptedException {
        SyntheticPeople people = new SyntheticPeople();
        CountDownLatch expected = new CountDownLatch(REFERRALS);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        for (int i = 0; i < SENDERS; i++) {
            senders.execute(() -> {
                try {
                    while (true) {
                        answered.add(gateway.gp().refer(GpReferral.of(people.next())));
                        expected.countDown();
                    }
                } catch (UncheckedIOException e) {
                    // The gateway is dead: what was not answered, it need not hold.
                }
            });
        }
        boolean answersCame = expected.await(120, TimeUnit.SECONDS);
        gateway.kill();
        senders.shutdown();
        assertThat(answersCame).as("200 answers within two minutes").isTrue();
        assertThat(senders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    /** The last ones had no time to go out before the kill: they go out after it. */
    private static void assertDeliveredToTheWorker(GatewayProcess gateway, List<JsonNode> held) {
        for (JsonNode referral : held.subList(held.size() - 10, held.size())) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(gateway.linkWorkers()
                                    .deliveries(referral.get("id").asText()))
                            .as("one to the service, one of the concern to a person")
                            .extracting(
                                    delivery -> delivery.get("kind").asText(),
                                    delivery -> delivery.get("state").asText())
                            .containsExactlyInAnyOrder(
                                    tuple("urgent-referral-to-worker", "delivered"),
                                    tuple("concern-to-person", "delivered")));
        }
    }
}
