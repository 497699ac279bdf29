package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Settlement;

class SettleEntryTest {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final String BY = "Robin Example";
    private static final String REASON = "Told the practice by telephone.";

    private final SettleEntry settle = new SettleEntry();

    @ParameterizedTest
    @EnumSource(FilingStatus.class)
    void settlesWhatNeedsAPersonAndNothingElse(FilingStatus status) {
        RecordEntry entry = TestEntries.coded().now(status, Optional.of("Why."), Optional.empty());

        SettleEntry.Decision decision = settle.decide(entry, BY, REASON, NOW);

        if (status.needsAPerson()) {
            RecordEntry settled = ((SettleEntry.Settles) decision).entry();
            assertThat(settled.status()).isEqualTo(status);
            assertThat(settled.explanation()).contains("Why.");
            assertThat(settled.settlement()).contains(new Settlement(BY, REASON, NOW, true));
            assertThat(settled.version()).isEqualTo(entry.version() + 1);
            assertThat(settled.waitsForAPerson()).isFalse();
        } else {
            assertThat(((SettleEntry.Refuses) decision).why()).contains(status.code(), "waits for nobody");
        }
    }

    @Test
    void takesTheSameWordTwiceAndNotAnother() {
        RecordEntry settled = settled(TestEntries.coded());

        assertThat(settle.decide(settled, BY, REASON, NOW.plusSeconds(5))).isEqualTo(new SettleEntry.Repeats(settled));
        assertThat(((SettleEntry.Refuses) settle.decide(settled, "Lee", REASON, NOW)).why())
                .contains("settled before, by " + BY);
        assertThat(settle.decide(settled, BY, "A letter.", NOW)).isInstanceOf(SettleEntry.Refuses.class);
    }

    @Test
    void opensAgainWithWhateverComesAfter() {
        RecordEntry settled = settled(TestEntries.inWords());

        RecordEntry corrected = settled.corrected(UUID.randomUUID(), "Otherwise.");

        assertThat(corrected.settledByHand()).isEmpty();
        assertThat(corrected.settlement()).contains(new Settlement(BY, REASON, NOW, false));
        assertThat(corrected.status()).isEqualTo(FilingStatus.SENT);
        RecordEntry parkedAnew = corrected.now(FilingStatus.PARKED, Optional.of("Why."), Optional.empty());
        assertThat(parkedAnew.waitsForAPerson()).isTrue();
        assertThat(settle.decide(parkedAnew, BY, REASON, NOW)).isInstanceOf(SettleEntry.Settles.class);
    }

    @Test
    void staysSettledWhereOneMoreSentenceIsLearned() {
        RecordEntry also = settled(TestEntries.coded()).alsoSaying("It was rejected, too.");

        assertThat(also.settledByHand()).isPresent();
        assertThat(also.explanation()).contains("Why. It was rejected, too.");
    }

    /** A settled entry swallows no retraction: Linkway cannot take back what a person told by telephone. */
    @ParameterizedTest
    @EnumSource(
            value = FilingStatus.class,
            names = {"RETRACTED", "PARKED", "REFUSED"})
    void remindsOfThoseWhoWereToldByHandWhenItIsTakenBack(FilingStatus end) {
        RecordEntry takenBack = settled(TestEntries.coded()).takenBack("The referral was entered in error.");

        RecordEntry reminding =
                SettleEntry.reminding(takenBack.now(end, Optional.of("How it stands."), Optional.empty()));

        assertThat(reminding.status()).isEqualTo(FilingStatus.PARKED);
        assertThat(reminding.waitsForAPerson()).isTrue();
        assertThat(reminding.version()).isEqualTo(takenBack.version() + 1);
        assertThat(reminding.explanation().orElseThrow())
                .startsWith("How it stands. ")
                .contains(BY, REASON);
    }

    @Test
    void remindsNobodyWhereNobodyWasToldByHandOrNothingIsTakenBack() {
        RecordEntry neverSettled = TestEntries.coded()
                .takenBack("The referral was entered in error.")
                .now(FilingStatus.RETRACTED, Optional.empty(), Optional.empty());
        RecordEntry corrected = settled(TestEntries.inWords())
                .corrected(UUID.randomUUID(), "Otherwise.")
                .now(FilingStatus.FILED, Optional.empty(), Optional.empty());
        RecordEntry underWay = settled(TestEntries.coded()).takenBack("The referral was entered in error.");

        assertThat(SettleEntry.reminding(neverSettled)).isEqualTo(neverSettled);
        assertThat(SettleEntry.reminding(corrected)).isEqualTo(corrected);
        assertThat(SettleEntry.reminding(underWay)).isEqualTo(underWay);
    }

    @Test
    void letsAPersonSettleTheReminderToo() {
        RecordEntry reminding = SettleEntry.reminding(settled(TestEntries.coded())
                .takenBack("The referral was entered in error.")
                .now(FilingStatus.RETRACTED, Optional.empty(), Optional.empty()));

        RecordEntry again = ((SettleEntry.Settles) settle.decide(reminding, BY, "Told them so.", NOW)).entry();

        assertThat(again.waitsForAPerson()).isFalse();
        assertThat(SettleEntry.reminding(again)).isEqualTo(again);
    }

    private RecordEntry settled(RecordEntry planned) {
        RecordEntry parked = planned.now(FilingStatus.PARKED, Optional.of("Why."), Optional.empty());
        return ((SettleEntry.Settles) settle.decide(parked, BY, REASON, NOW)).entry();
    }
}
