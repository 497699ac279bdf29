package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.Subscriber;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.WireFormat;

/** What was answered for is told, by its number, however the gateway dies. */
class SubscriptionCrashConformanceTest {
    private static final String HOOK = "hook";
    private static final int REFERRALS = 20;

    @TempDir
    private Path dataDir;

    @Test
    void tellsEveryEventAfterAKillWithItsNumber() {
        SyntheticPeople people = new SyntheticPeople();
        try (Subscriber subscriber = new Subscriber()) {
            GatewayProcess killed = GatewayProcess.quiet(dataDir, Map.of("linkway.subscription.interval", "50ms"));
            Subscription wanted = TopicSubscription.inPortionsOf(
                    3, TopicSubscription.to(TopicSubscription.TASKS, subscriber.endpoint(HOOK), "id-only"));
            killed.gp()
                    .post("/fhir/Subscription", GpSystem.text(wanted), WireFormat.JSON.mediaType(), GpSystem.newId())
                    .expect(201);
            for (int referral = 0; referral < REFERRALS; referral++) {
                killed.gp().refer(GpReferral.of(people.next()));
            }
            killed.kill();
            List<Long> told = subscriber.numbers(HOOK);

            try (GatewayProcess restarted = GatewayProcess.quiet(dataDir, Map.of())) {
                restarted.gp().refer(GpReferral.of(people.next()));
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(new TreeSet<>(subscriber.numbers(HOOK)))
                                .containsAll(LongStream.rangeClosed(1, REFERRALS + 1)
                                        .boxed()
                                        .toList()));
                // Only what was under way when it died may come twice.
                assertThat(subscriber.numbers(HOOK).size() - new TreeSet<>(subscriber.numbers(HOOK)).size())
                        .as("told before the kill: %s", told)
                        .isLessThanOrEqualTo(3);
            }
        }
    }
}
