package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.after;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;
import static org.linkway.referral.TestReferrals.opened;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.linkway.referral.RecordEntry.RecordResource;

class ReferralTest {
    @Test
    void opensWithWhatTheMessageSaidAndOneEvent() {
        Referral referral = opened();

        assertThat(referral.version()).isEqualTo(1);
        assertThat(referral.status()).isEqualTo(ReferralStatus.REQUESTED);
        assertThat(referral.receivedAt()).isEqualTo(TestReferrals.RECEIVED_AT);
        assertThat(referral.events()).extracting(ReferralEvent::type).containsExactly(EventType.RECEIVED);
        assertThat(TestReferrals.draft().asksTheSameAs(referral)).isTrue();
    }

    @Test
    void keepsTheEventThatMovedIt() {
        ReferralEvent accepted = event(EventType.ACCEPTED);

        Referral referral = moved(opened(), accepted);

        assertThat(referral.version()).isEqualTo(2);
        assertThat(referral.has(EventType.ACCEPTED)).isTrue();
        assertThat(referral.has(EventType.SEEN)).isFalse();
        assertThat(referral.event(accepted.id())).contains(accepted);
    }

    @Test
    void staysUntouchedByAnEventThatIsNotLegalAndSaysWhichAre() {
        Referral completed = after(EventType.ACCEPTED, EventType.COMPLETED);

        assertThat(completed.apply(event(EventType.SEEN)))
                .isEqualTo(new Referral.Move.NotLegal(
                        ReferralStatus.COMPLETED,
                        EventType.SEEN,
                        List.of(
                                EventType.CONCERN_ACKNOWLEDGED,
                                EventType.CONSENT_CHANGED,
                                EventType.PERSON_DETAILS_CHANGED,
                                EventType.ENTERED_IN_ERROR,
                                EventType.OUTCOME_CORRECTED,
                                EventType.NUDGED,
                                EventType.ESCALATED),
                        Optional.empty()));
    }

    @Test
    void takesItsOutcomeFromTheEventThatCompletesIt() {
        Referral completed = after(EventType.ACCEPTED, EventType.SEEN, EventType.COMPLETED);

        assertThat(completed.outcome().flatMap(Outcome::code)).contains(OutcomeCode.GOALS_MET);
    }

    @Test
    void standsAsItDidRightAfterEachOfItsEvents() {
        ReferralEvent accepted = event(EventType.ACCEPTED);
        Referral afterAccepted = moved(opened(), accepted);
        Referral completed = moved(moved(afterAccepted, event(EventType.SEEN)), event(EventType.COMPLETED));

        assertThat(completed.asOf(accepted)).isEqualTo(afterAccepted);
        assertThat(completed.asOf(completed.events().get(0))).isEqualTo(opened());
    }

    @Test
    void knowsWhatClosedItHoweverItWasCorrectedSince() {
        Referral corrected = after(EventType.ACCEPTED, EventType.COMPLETED, EventType.OUTCOME_CORRECTED);

        assertThat(opened().closedBy()).isEmpty();
        assertThat(corrected.closedBy().map(ReferralEvent::type)).contains(EventType.COMPLETED);
    }

    /** Events of schema version 1 do not say what was asked for; then nothing could change it either. */
    @Test
    void wasAskedForAsItStandsWhereItsOpeningDoesNotSay() {
        Referral now = opened();
        Referral then = now.withHistory(
                List.of(event(EventType.RECEIVED, new Opening(Optional.empty(), Optional.empty(), null))), List.of());

        assertThat(then.asReceived()).isEqualTo(TestReferrals.draft());
        assertThat(then.asOf(then.lastEvent()).person()).isEqualTo(now.person());
    }

    @Test
    void addsPlannedEntriesToThoseItHas() {
        RecordEntry first = entry();
        RecordEntry second = entry();

        Referral referral = opened().planning(List.of(first)).planning(List.of(second));

        assertThat(referral.recordEntries()).containsExactly(first, second);
        assertThat(referral.version()).isEqualTo(1);
    }

    @Test
    void isNotAskedForAgainByAMessageThatSaysSomethingElse() {
        Person other = TestReferrals.person(Optional.empty(), Verification.NOT_STATED, false);

        assertThat(TestReferrals.draft(other, Consent.notStated()).asksTheSameAs(opened()))
                .isFalse();
    }

    private static RecordEntry entry() {
        return RecordEntry.planned(
                UUID.randomUUID(),
                opened().id(),
                UUID.randomUUID(),
                RecordResource.COMMUNICATION,
                Optional.empty(),
                Optional.empty(),
                Optional.of("Actions for the GP: None"),
                TestReferrals.RECEIVED_AT,
                Optional.empty());
    }
}
