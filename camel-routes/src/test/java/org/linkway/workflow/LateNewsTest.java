package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;

class LateNewsTest {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final Receipt ACKNOWLEDGED = new Receipt.Acknowledged(NOW);
    private static final RecordEntry PARKED =
            TestEntries.coded().now(FilingStatus.PARKED, Optional.of("No acknowledgement has come."), Optional.empty());

    @Test
    void deliversWhatWasParkedBecauseNothingCame() {
        RecordEntry delivered = LateNews.of(PARKED, ACKNOWLEDGED).orElseThrow();

        assertThat(delivered.status()).isEqualTo(FilingStatus.DELIVERED);
        assertThat(delivered.explanation().orElseThrow()).contains("not proven in the record", NOW.toString());
    }

    @Test
    void deliversWhatAPersonSettledMeanwhileAndKeepsTheirWord() {
        RecordEntry settled = PARKED.settled("Robin Example", "Sent a letter.", NOW);

        RecordEntry delivered = LateNews.of(settled, ACKNOWLEDGED).orElseThrow();

        assertThat(delivered.status()).isEqualTo(FilingStatus.DELIVERED);
        assertThat(delivered.settlement().orElseThrow().reason()).isEqualTo("Sent a letter.");
    }

    @Test
    void addsARefusalToTheSentenceOnce() {
        Receipt refused = new Receipt.Failed("The practice would not take it.");

        RecordEntry also = LateNews.of(PARKED, refused).orElseThrow();

        assertThat(also.status()).isEqualTo(FilingStatus.PARKED);
        assertThat(also.explanation())
                .contains("No acknowledgement has come. Since then: The practice would not take it.");
        assertThat(LateNews.of(also, refused)).isEmpty();
    }

    @Test
    void changesNothingOfWhatIsUnderWayOrTakenBackOrStillAwaited() {
        RecordEntry sent = TestEntries.coded().now(FilingStatus.SENT, Optional.empty(), Optional.empty());
        RecordEntry takenBack = PARKED.takenBack("The referral was entered in error.")
                .now(FilingStatus.PARKED, Optional.of("Ask the practice."), Optional.empty());

        assertThat(LateNews.of(sent, ACKNOWLEDGED)).isEmpty();
        assertThat(LateNews.of(takenBack, ACKNOWLEDGED)).isEmpty();
        assertThat(LateNews.of(PARKED, new Receipt.Awaited(NOW, UUID.randomUUID())))
                .isEmpty();
        assertThat(LateNews.of(PARKED, new Receipt.NotSent())).isEmpty();
    }
}
