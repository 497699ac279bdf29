package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linkway.referral.EventType;
import org.linkway.referral.Published;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;

class OpenReferralTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
    private static final Published PUBLISHED = new Published("task-1", "request-1", "patient-1");
    private static final Party SENDER =
            new Party(TestReferrals.SENDER, Party.Kind.SENDER, "Invented GP system", Optional.empty());

    private static final RecordedBy BY = new RecordedBy("Invented GP system", Optional.of("sender"));

    private final Change change = TestPolicies.openReferral(TestPolicies.WORK, new NumberedIds())
            .open(
                    new OpenReferral.Request(
                            NumberedIds.id(99),
                            SENDER,
                            TestReferrals.WORKER,
                            TestReferrals.draft(),
                            Optional.of(PUBLISHED),
                            BY),
                    Optional.empty(),
                    NOW);

    @Test
    void opensARequestedReferralOfTheSenderForTheWorker() {
        Referral referral = change.referral();

        assertThat(referral.status()).isEqualTo(ReferralStatus.REQUESTED);
        assertThat(referral.sender()).isEqualTo(TestReferrals.SENDER);
        assertThat(referral.worker()).isEqualTo(TestReferrals.WORKER);
        assertThat(referral.published()).contains(PUBLISHED);
        assertThat(referral.receivedAt()).isEqualTo(NOW);
    }

    @Test
    void recordsThatTheSenderSentIt() {
        assertThat(change.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.RECEIVED);
            assertThat(event.recordedBy()).isEqualTo(BY);
        });
        assertThat(change.referral().events()).isEqualTo(change.events());
    }

    @Test
    void sendsItToTheWorkerAtOnceAndNothingToTheRecord() {
        assertThat(change.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.kind()).isEqualTo(Delivery.Kind.REFERRAL_TO_WORKER);
            assertThat(delivery.destination()).isEqualTo(TestReferrals.WORKER);
            assertThat(delivery.subject())
                    .isEqualTo(change.referral().lastEvent().id());
            assertThat(delivery.state()).isEqualTo(Delivery.State.PENDING);
            assertThat(delivery.nextAttemptAt()).isEqualTo(NOW);
        });
        assertThat(change.recordEntries()).isEmpty();
    }
}
