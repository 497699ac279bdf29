package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.Hazard;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.PersonChange;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;
import org.linkway.referral.Sending;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.Verification;
import org.linkway.workflow.RecordEvent.Decision;
import org.linkway.workflow.RecordEvent.Refusal;

/** What follows once it is put right who the person is. */
class PutRightTest {
    private static final Instant NOW = Instant.parse("2026-03-20T08:00:00Z");
    private static final String RIGHT = "9990000026";
    private static final Sending WRONG = new Sending("A81001", "fhir", Optional.of(TestReferrals.NHS_NUMBER));
    private static final PersonChange NUMBER =
            TestReferrals.putRight(Optional.of(RIGHT), Optional.empty(), Optional.of("Traced with the person."));
    private static final PersonChange NAME =
            TestReferrals.putRight(Optional.empty(), Optional.of("Inventa"), Optional.empty());

    private final RecordEvent recordEvent = TestPolicies.recordEvent(TestPolicies.NO_CODES, new NumberedIds());

    @Test
    void keepsTheNewNumberAsOneThatNobodyHasTraced() {
        Change change = recorded(closedWith(TestEntries.coded()), NUMBER);

        assertThat(change.referral().person().nhsNumber()).contains(RIGHT);
        assertThat(change.referral().person().nhsNumberVerification()).isEqualTo(Verification.PRESENT_BUT_NOT_TRACED);
        assertThat(change.referral().status()).isEqualTo(ReferralStatus.COMPLETED);
        assertThat(change.events())
                .singleElement()
                .satisfies(it -> assertThat(it.detail()).isEqualTo(NUMBER));
    }

    @ParameterizedTest
    @EnumSource(
            value = FilingStatus.class,
            names = {"SENT", "FILED", "TEXT_ONLY", "DELIVERED", "AMENDED", "PARKED", "REFUSED"})
    @Hazard({"H1", "H4"})
    void leavesToAPersonWhatMayStandInAnothersRecordAndTellsItAnew(FilingStatus status) {
        RecordEntry wrong = TestEntries.codedOnce().sending(WRONG).now(status, Optional.empty(), Optional.empty());

        Change change = recorded(closedWith(wrong), NUMBER);

        assertThat(change.movedEntries()).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(wrong.id());
            assertThat(it.status()).isEqualTo(FilingStatus.PARKED);
            assertThat(it.takenBack()).isTrue();
            assertThat(it.waitsForAPerson()).isTrue();
            assertThat(it.explanation().orElseThrow()).contains("A81001", "may stand in another person's record");
        });
        assertThat(change.recordEntries()).singleElement().satisfies(it -> {
            assertThat(it.id()).isNotEqualTo(wrong.id());
            assertThat(it.status()).isEqualTo(FilingStatus.PLANNED);
            assertThat(it.code()).isEqualTo(wrong.code());
            assertThat(it.cause()).isEqualTo(wrong.cause());
            assertThat(it.onceIn()).isEqualTo(wrong.onceIn());
        });
        assertThat(entryDeliveries(change))
                .containsExactlyInAnyOrder(
                        wrong.id(), change.recordEntries().get(0).id());
    }

    @Test
    void leavesWhatWentUnderTheRightNumberAlready() {
        RecordEntry superseded = TestEntries.coded()
                .sending(new Sending("A81001", "fhir", Optional.of(RIGHT)))
                .now(FilingStatus.FILED, Optional.empty(), Optional.empty());

        Change change = recorded(closedWith(superseded), NUMBER);

        assertThat(change.movedEntries()).isEmpty();
        assertThat(change.recordEntries()).isEmpty();
    }

    @Test
    void triesAgainByItselfWhatWasNeverSent() {
        RecordEntry parked =
                TestEntries.coded().now(FilingStatus.PARKED, Optional.of("Trace needed."), Optional.empty());

        Change change = recorded(closedWith(parked), NAME);

        assertThat(change.movedEntries()).singleElement().satisfies(it -> {
            assertThat(it.status()).isEqualTo(FilingStatus.SENT);
            assertThat(it.takenBack()).isFalse();
            assertThat(it.explanation().orElseThrow())
                    .startsWith("Tried again: the person's details were put right by");
        });
        assertThat(entryDeliveries(change)).containsExactly(parked.id());
    }

    @Test
    void asksTheRightRecordForWhatAnotherWasFoundToHold() {
        RecordEntry held = TestEntries.codedOnce().now(FilingStatus.ALREADY_THERE, Optional.empty(), Optional.empty());

        assertThat(recorded(closedWith(held), NUMBER).movedEntries())
                .singleElement()
                .satisfies(it -> assertThat(it.status()).isEqualTo(FilingStatus.SENT));
    }

    @Test
    void leavesWhatAPersonSettledAndWhatStandsAsItIsUnderTheSameNumber() {
        RecordEntry settled = TestEntries.coded()
                .now(FilingStatus.PARKED, Optional.of("Trace needed."), Optional.empty())
                .settled("Robin Example", "Sent a letter.", NOW);
        RecordEntry filed =
                TestEntries.coded().sending(WRONG).now(FilingStatus.FILED, Optional.empty(), Optional.empty());

        assertThat(recorded(closedWith(settled), NAME).movedEntries()).isEmpty();
        assertThat(recorded(closedWith(filed), NAME).movedEntries()).isEmpty();
    }

    @Test
    @Hazard("H1")
    void changesNoNumberSilently() {
        PersonChange silent = TestReferrals.putRight(Optional.of(RIGHT), Optional.empty(), Optional.of(" "));

        assertThat(refused(closedWith(TestEntries.coded()), silent))
                .extracting(Refusal::element)
                .containsExactly("note");
    }

    @Test
    void changesNothingOfAClosedReferralThatMattersToNoRecord() {
        Referral closed = TestReferrals.at(ReferralStatus.COMPLETED);

        assertThat(refused(closed, NUMBER))
                .singleElement()
                .satisfies(it -> assertThat(it.sentence()).contains("puts nothing into a record"));
        assertThat(refused(
                        closedWith(TestEntries.coded()),
                        TestReferrals.personChange(Optional.of("Cymraeg"), Optional.empty())))
                .singleElement()
                .satisfies(it -> assertThat(it.sentence()).contains("Only who the person is"));
    }

    private static Referral closedWith(RecordEntry entry) {
        return TestReferrals.at(ReferralStatus.COMPLETED).planning(List.of(entry));
    }

    private Change recorded(Referral referral, PersonChange change) {
        return ((Decision.Recorded) decide(referral, change)).change();
    }

    private List<Refusal> refused(Referral referral, PersonChange change) {
        return ((Decision.Refused) decide(referral, change)).refusals();
    }

    private Decision decide(Referral referral, PersonChange change) {
        EventSubmission submission = new EventSubmission(
                UUID.randomUUID(), EventType.PERSON_DETAILS_CHANGED, NOW, TestReferrals.LINK_WORKER, change);
        return recordEvent.record(Set.of(Role.WORKER), referral, submission, List.of(), NOW);
    }

    private static List<UUID> entryDeliveries(Change change) {
        return change.deliveries().stream()
                .filter(it -> it.kind() == Delivery.Kind.ENTRY_TO_RECORD)
                .map(Delivery::subject)
                .toList();
    }
}
