package org.linkway.routes.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.referral.Consent;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Person;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.Verification;
import org.linkway.routes.InMemoryStore;
import org.linkway.routes.RouteId;
import org.linkway.routes.StartedRoutes;
import org.linkway.routes.TestParties;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.Held;
import org.linkway.routes.outbound.DeliveryOutcome.Parked;
import org.linkway.routes.outbound.DeliveryOutcome.RetryLater;
import org.linkway.routes.policy.RejectedMessagePolicy;
import org.linkway.routes.policy.TransientFailurePolicy;
import org.linkway.routes.policy.UnexpectedFailurePolicy;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.PracticeRecord;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.StandingEntry;
import org.linkway.workflow.TestEntries;

class FileRecordRouteTest {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final Practice PRACTICE = new Practice("A81001", Optional.of("Invented Street Surgery"));
    private static final RecordEntry ENTRY = TestEntries.coded();
    private static final StandingEntry STANDING = new StandingEntry(
            "Procedure/7",
            "patient-1",
            Optional.of(ENTRY.occurredAt()),
            true,
            ENTRY.code().stream().toList(),
            List.of());

    /** A GP record that does as it is told. */
    private static final class ToldRecord implements PracticeRecord {
        private List<String> patients = List.of("patient-1");
        private List<StandingEntry> standing = List.of(STANDING);
        private Optional<RuntimeException> onPatients = Optional.empty();
        private Optional<RuntimeException> onWrite = Optional.empty();
        private Optional<RuntimeException> onReadBack = Optional.empty();
        private final List<RecordEntry> written = new ArrayList<>();

        @Override
        public List<String> patients(Practice practice, String nhsNumber) {
            fail(onPatients);
            return practice.equals(PRACTICE) && nhsNumber.equals(TestReferrals.NHS_NUMBER) ? patients : List.of();
        }

        @Override
        public void write(Practice practice, String patientId, String nhsNumber, RecordEntry entry) {
            fail(onWrite);
            written.add(entry);
        }

        @Override
        public List<StandingEntry> readBack(Practice practice, String nhsNumber, RecordEntry entry) {
            fail(onReadBack);
            return standing;
        }

        private static void fail(Optional<RuntimeException> failure) {
            failure.ifPresent(it -> {
                throw it;
            });
        }
    }

    private final InMemoryStore store = new InMemoryStore();
    private final ToldRecord record = new ToldRecord();
    private Optional<Practice> practice = Optional.of(PRACTICE);
    private final StartedRoutes routes;

    FileRecordRouteTest() throws Exception {
        FileEntry entry = new FileEntry(
                store, person -> practice, record, store, TestParties.LINKWAY, Clock.fixed(NOW, ZoneOffset.UTC));
        routes = new StartedRoutes(List.of(
                new TransientFailurePolicy(),
                new RejectedMessagePolicy(entry),
                new UnexpectedFailurePolicy(),
                new FileRecordRoute(entry)));
        store.put(TestReferrals.opened().planning(List.of(ENTRY)));
    }

    @AfterEach
    void stopRoutes() {
        routes.close();
    }

    @Test
    void callsAnEntryFiledOnceItWasReadBackAsPlanned() {
        assertThat(file()).isEqualTo(new Delivered());

        assertThat(store.settled())
                .extracting(RecordEntry::status)
                .containsExactly(FilingStatus.SENT, FilingStatus.FILED);
        assertThat(standing().proof().orElseThrow().location()).isEqualTo("Procedure/7");
        assertThat(standing().proof().orElseThrow().readAt()).isEqualTo(NOW);
    }

    @Test
    void parksWhatStandsWithoutItsCode() {
        record.standing = List.of(new StandingEntry(
                "Procedure/7", "patient-1", Optional.of(ENTRY.occurredAt()), true, List.of(), List.of()));

        assertThat(file()).isEqualTo(new Parked("The record kept the entry without its code."));
        assertThat(standing().status()).isEqualTo(FilingStatus.TEXT_ONLY);
    }

    @Test
    void parksWhatStandsInAnotherPatientsRecord() {
        record.standing = List.of(new StandingEntry(
                "Procedure/7", "patient-2", Optional.of(ENTRY.occurredAt()), true, STANDING.codes(), List.of()));

        assertThat(file()).isEqualTo(new Parked("The entry was found in another patient's record: act now."));
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
    }

    @Test
    void triesAgainWhenThePracticeCannotBeReached() {
        record.onWrite = Optional.of(new PartnerUnavailable("The practice's system could not be reached."));

        assertThat(file()).isEqualTo(new RetryLater("The practice's system could not be reached."));
        assertThat(store.settled()).isEmpty();
    }

    @Test
    void leavesWhatThePracticeRefusesToAPerson() {
        record.onWrite = Optional.of(new PartnerRefused("The practice's system answered 422."));

        assertThat(file()).isEqualTo(new Parked("The practice's system answered 422."));
        assertThat(standing().status()).isEqualTo(FilingStatus.REFUSED);
        assertThat(standing().explanation()).contains("The practice's system answered 422.");
    }

    @Test
    void leavesASearchThatThePracticeRefusesToAPerson() {
        record.onPatients = Optional.of(new PartnerRefused("The practice's system answered 400."));

        assertThat(file()).isEqualTo(new Parked("The practice's system answered 400."));
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
        assertThat(record.written).isEmpty();
    }

    @Test
    void leavesALookThatThePracticeRefusesToAPerson() {
        record.onReadBack = Optional.of(new PartnerRefused("The practice's system answered 400."));

        assertThat(file()).isEqualTo(new Parked("The practice's system answered 400."));
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
    }

    @Test
    void writesNothingWhereThePracticeDoesNotKnowThePerson() {
        record.patients = List.of();

        assertParkedUnsent("The practice has no patient with this NHS number; it needs to have exactly one.");
    }

    @Test
    void writesNothingWhereThePracticeKnowsThePersonTwice() {
        record.patients = List.of("patient-1", "patient-2");

        assertParkedUnsent("The practice has 2 patients with this NHS number; it needs to have exactly one.");
    }

    @Test
    void writesNothingWhereNoPracticeIsKnown() {
        practice = Optional.empty();

        assertParkedUnsent("Trace needed: no practice is known at which the person is registered.");
    }

    @Test
    void writesNothingAgainstAnObjection() {
        Person unverified =
                TestReferrals.person(Optional.of(TestReferrals.NHS_NUMBER), Verification.PRESENT_BUT_NOT_TRACED, false);
        store.put(TestReferrals.opened(TestReferrals.draft(unverified, Consent.notStated()))
                .planning(List.of(ENTRY)));

        assertParkedUnsent("Trace needed: the NHS number is not verified (status present-but-not-traced).");
    }

    @Test
    void looksAgainForWhatIsNotThereYet() {
        record.standing = List.of();

        assertThat(file())
                .isEqualTo(new RetryLater("The practice accepted the entry, but it is not in the record yet."));
        assertThat(standing().status()).isEqualTo(FilingStatus.SENT);
    }

    @Test
    void parksWhatIsStillNotThereAfterManyLooks() {
        record.standing = List.of();
        file();

        assertThat(file(5)).isEqualTo(new Parked("The practice accepted the entry, but it is not in the record."));
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
    }

    @Test
    void givesARecordAMomentHoweverLongThePracticeWasDownBefore() {
        record.standing = List.of();

        assertThat(file(20)).isInstanceOf(RetryLater.class);
    }

    @Test
    void doesNotSendAgainWhatAnAttemptThatWasCutShortHadSettled() {
        settledAs(FilingStatus.FILED, Optional.empty());

        assertThat(file()).isEqualTo(new Delivered());
        assertThat(record.written).isEmpty();
    }

    @Test
    void saysAgainWhyASettledEntryIsParked() {
        settledAs(FilingStatus.REFUSED, Optional.of("The practice's system answered 422."));

        assertThat(file()).isEqualTo(new Parked("The practice's system answered 422."));
        assertThat(record.written).isEmpty();
    }

    @Test
    void triesAgainAfterAFailureOfItsOwnAndSaysNothingOfItsInside() {
        record.onReadBack = Optional.of(new IllegalStateException("Marigold at secret-host"));

        assertThat(file()).isEqualTo(new Held("Linkway failed while delivering; the log says where."));
    }

    @Test
    void triesAgainWhereThereIsNoSuchEntry() {
        Delivery delivery = Delivery.of(
                UUID.randomUUID(),
                ENTRY.referralId(),
                Delivery.Kind.ENTRY_TO_RECORD,
                "gp-record",
                UUID.randomUUID(),
                NOW);

        assertThat(routes.request(RouteId.OUTBOUND_RECORD_FILE, delivery, DeliveryOutcome.class))
                .isInstanceOf(Held.class);
    }

    private void assertParkedUnsent(String sentence) {
        assertThat(file()).isEqualTo(new Parked(sentence));
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
        assertThat(standing().explanation()).contains(sentence);
        assertThat(record.written).isEmpty();
    }

    private void settledAs(FilingStatus status, Optional<String> explanation) {
        Referral referral = TestReferrals.opened();
        store.put(referral.planning(List.of(ENTRY.now(status, explanation, Optional.empty()))));
    }

    private DeliveryOutcome file() {
        return file(0);
    }

    private DeliveryOutcome file(int attempts) {
        Delivery delivery = new Delivery(
                UUID.randomUUID(),
                ENTRY.referralId(),
                Delivery.Kind.ENTRY_TO_RECORD,
                "gp-record",
                ENTRY.id(),
                Delivery.State.PENDING,
                attempts,
                NOW,
                NOW,
                NOW,
                Optional.empty(),
                Optional.empty());
        return routes.request(RouteId.OUTBOUND_RECORD_FILE, delivery, DeliveryOutcome.class);
    }

    private RecordEntry standing() {
        return store.find(TestParties.LINKWAY, ENTRY.referralId())
                .orElseThrow()
                .recordEntries()
                .get(0);
    }
}
