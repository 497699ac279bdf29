package org.linkway.routes.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.Hazard;
import org.linkway.referral.Consent;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingProof;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Person;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.Sending;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.Verification;
import org.linkway.routes.InMemoryStore;
import org.linkway.routes.RouteId;
import org.linkway.routes.StartedRoutes;
import org.linkway.routes.TestParties;
import org.linkway.routes.TestRoutes;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.Held;
import org.linkway.routes.outbound.DeliveryOutcome.Parked;
import org.linkway.routes.outbound.DeliveryOutcome.RetryLater;
import org.linkway.routes.policy.RejectedMessagePolicy;
import org.linkway.routes.policy.TransientFailurePolicy;
import org.linkway.routes.policy.UnexpectedFailurePolicy;
import org.linkway.routes.port.DocumentChannel;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.PracticeRecord;
import org.linkway.routes.port.PulledEntries.Read;
import org.linkway.translation.MessageTranslation;
import org.linkway.translation.OutboundMessage;
import org.linkway.translation.TestFhir;
import org.linkway.translation.TestMessages;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.Owner;
import org.linkway.workflow.FilingAddress;
import org.linkway.workflow.FilingCheck;
import org.linkway.workflow.NumberedIds;
import org.linkway.workflow.Receipt;
import org.linkway.workflow.RecordChannel;
import org.linkway.workflow.RecordWrite;
import org.linkway.workflow.StandingEntry;
import org.linkway.workflow.TestEntries;
import org.linkway.workflow.Traced;

class FileRecordRouteTest {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final Duration LATER = Duration.ofMinutes(2);
    private static final Practice PRACTICE = new Practice("A81001", Optional.of("Invented Street Surgery"));
    private static final RecordEntry ENTRY = TestEntries.coded();
    private static final Duration UNREAD_AFTER = Duration.ofHours(2);
    private static final UUID MESSAGE = UUID.fromString("44444444-0000-4000-8000-000000000001");
    private static final Receipt AWAITED = new Receipt.Awaited(NOW, MESSAGE);
    private static final FilingAddress ADDRESS = new FilingAddress(PRACTICE, TestReferrals.NHS_NUMBER);
    private static final StandingEntry STANDING = new StandingEntry(
            "Procedure/7",
            "patient-1",
            Optional.of(ENTRY.occurredAt()),
            true,
            false,
            ENTRY.code().stream().toList(),
            Optional.empty(),
            List.of());

    /** A GP record that does as it is told. */
    private static final class ToldRecord implements PracticeRecord {
        private List<String> patients = List.of("patient-1");
        private List<StandingEntry> standing = List.of(STANDING);
        private Optional<RuntimeException> onPatients = Optional.empty();
        private Optional<RuntimeException> onWrite = Optional.empty();
        private Optional<RuntimeException> onReadBack = Optional.empty();
        private final List<RecordWrite> written = new ArrayList<>();
        private Runnable beforeReadBack = () -> {};
        private Runnable onWritten = () -> {};
        private List<String> held = List.of();
        private Optional<LocalDate> askedSince = Optional.empty();

        @Override
        public List<String> patients(FilingAddress address) {
            fail(onPatients);
            return address.equals(ADDRESS) ? patients : List.of();
        }

        @Override
        public void write(FilingAddress address, RecordWrite write) {
            fail(onWrite);
            written.add(write);
            onWritten.run();
        }

        @Override
        public void takeBack(FilingAddress address, RecordWrite write) {
            standing = standing.stream()
                    .map(it -> it.equals(write.over().orElseThrow()) ? inError(it) : it)
                    .toList();
        }

        @Override
        public List<StandingEntry> readBack(FilingAddress address, RecordEntry entry) {
            beforeReadBack.run();
            fail(onReadBack);
            return standing;
        }

        @Override
        public List<String> holding(FilingAddress address, RecordEntry entry, LocalDate since) {
            askedSince = Optional.of(since);
            return held;
        }

        private static void fail(Optional<RuntimeException> failure) {
            failure.ifPresent(it -> {
                throw it;
            });
        }
    }

    /** A channel that tells nothing of a document but what it is told to. */
    private static final class ToldChannel implements DocumentChannel {
        private Receipt receipt = new Receipt.NotSent();
        private final List<RecordEntry> documents = new ArrayList<>();

        @Override
        public void send(Practice practice, Referral referral, RecordEntry entry, String nhsNumber) {
            if (receipt instanceof Receipt.NotSent) {
                documents.add(entry);
            }
        }

        @Override
        public Receipt receipt(RecordEntry entry) {
            return receipt;
        }
    }

    private static final Referral PULLED = TestMessages.after(EventType.ACCEPTED);

    private final List<OutboundMessage> sent = new ArrayList<>();
    private final InMemoryStore store = new InMemoryStore();
    private final ToldRecord record = new ToldRecord();
    private Traced traced = new Traced.NotAsked(Optional.of(PRACTICE));
    private Optional<RuntimeException> lookupFails = Optional.empty();
    private RecordChannel channel = RecordChannel.FHIR;
    private final ToldChannel documents = new ToldChannel();
    private Read read = Read.nothing();
    private final StartedRoutes routes;

    FileRecordRouteTest() throws Exception {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        FileEntry entry = new FileEntry(
                store,
                person -> {
                    lookupFails.ifPresent(it -> {
                        throw it;
                    });
                    return traced;
                },
                practice -> channel,
                id -> read,
                TestRoutes.recordReportedEvent(store, NOW),
                new FilingCheck(TestEntries.policy()),
                store,
                TestParties.LINKWAY,
                new NumberedIds(),
                clock);
        routes = new StartedRoutes(List.of(
                new TransientFailurePolicy(),
                new RejectedMessagePolicy(entry),
                new UnexpectedFailurePolicy(),
                new FileRecordRoute(
                        entry,
                        new ProveInRecord(record, store, clock),
                        new HandOverEntry(
                                documents,
                                sent::add,
                                new MessageTranslation(TestFhir.CONTEXT, TestMessages.OWN),
                                store,
                                id -> read,
                                UNREAD_AFTER,
                                store,
                                clock))));
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
                "Procedure/7",
                "patient-1",
                Optional.of(ENTRY.occurredAt()),
                true,
                false,
                List.of(),
                Optional.empty(),
                List.of()));

        assertThat(file()).isEqualTo(parked("The record kept the entry without its code."));
        assertThat(standing().status()).isEqualTo(FilingStatus.TEXT_ONLY);
    }

    @Test
    void parksWhatStandsInAnotherPatientsRecord() {
        record.standing = List.of(new StandingEntry(
                "Procedure/7",
                "patient-2",
                Optional.of(ENTRY.occurredAt()),
                true,
                false,
                STANDING.codes(),
                Optional.empty(),
                List.of()));

        assertThat(file()).isEqualTo(parked("The entry was found in another patient's record: act now."));
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
    }

    @Test
    void saysNothingAgainstThePracticeWhereTheLookupFails() {
        lookupFails = Optional.of(new HeldUp("The demographics service answered 429.", Optional.of(LATER)));

        assertThat(file()).isEqualTo(new Held("The demographics service answered 429.", Optional.of(LATER)));
        assertThat(standing().status()).isEqualTo(FilingStatus.PLANNED);
    }

    @Test
    void saysNothingAgainstThePracticeWhereThereIsNoTokenForIt() {
        record.onWrite = Optional.of(new HeldUp("The token endpoint of the access 'nhs' answered 503."));

        assertThat(file()).isEqualTo(new Held("The token endpoint of the access 'nhs' answered 503."));
    }

    @Test
    void triesAgainWhenThePracticeCannotBeReached() {
        record.onWrite = Optional.of(new PartnerUnavailable("The practice's system could not be reached."));

        assertThat(file()).isEqualTo(new RetryLater("The practice's system could not be reached."));
        assertThat(standing().status()).isEqualTo(FilingStatus.SENT);
    }

    @Test
    void leavesWhatThePracticeRefusesToAPerson() {
        record.onWrite = Optional.of(new PartnerRefused("The practice's system answered 422."));
        record.standing = List.of();

        assertThat(file()).isEqualTo(new Parked("The practice's system answered 422.", Owner.OPERATOR));
        assertThat(standing().status()).isEqualTo(FilingStatus.REFUSED);
        assertThat(standing().explanation()).contains("The practice's system answered 422.");
    }

    @Test
    void leavesASearchThatThePracticeRefusesToAPerson() {
        record.onPatients = Optional.of(new PartnerRefused("The practice's system answered 400."));

        assertThat(file()).isEqualTo(new Parked("The practice's system answered 400.", Owner.OPERATOR));
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
        assertThat(record.written).isEmpty();
    }

    @Test
    void leavesALookThatThePracticeRefusesToAPerson() {
        record.onReadBack = Optional.of(new PartnerRefused("The practice's system answered 400."));

        assertThat(file()).isEqualTo(new Parked("The practice's system answered 400.", Owner.OPERATOR));
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
        traced = new Traced.NotAsked(Optional.empty());

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

        assertThat(file(5)).isEqualTo(parked("The practice accepted the entry, but it is not in the record."));
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

        assertThat(file()).isEqualTo(parked("The practice's system answered 422."));
        assertThat(record.written).isEmpty();
    }

    @Test
    void triesAgainAfterAFailureOfItsOwnAndSaysNothingOfItsInside() {
        record.onReadBack = Optional.of(new IllegalStateException("Marigold at secret-host"));

        assertThat(file()).isEqualTo(new DeliveryOutcome.Held("Linkway failed while delivering; the log says where."));
    }

    @Test
    void triesAgainWhereThereIsNoSuchEntry() {
        Delivery delivery = Delivery.of(
                UUID.randomUUID(),
                ENTRY.referralId(),
                Delivery.Kind.ENTRY_TO_RECORD,
                "gp-record/A81001",
                UUID.randomUUID(),
                NOW);

        assertThat(routes.request(RouteId.OUTBOUND_RECORD_FILE, delivery, DeliveryOutcome.class))
                .isInstanceOf(DeliveryOutcome.Held.class);
    }

    @Test
    void looksBeforeItSendsAgainWhatMayHaveArrived() {
        record.onReadBack = Optional.of(new PartnerUnavailable("The practice's system could not be reached."));
        file();
        record.onReadBack = Optional.empty();

        assertThat(file(1)).isEqualTo(new Delivered());
        assertThat(record.written).hasSize(1);
        assertThat(standing().status()).isEqualTo(FilingStatus.FILED);
    }

    @Test
    void sendsAgainWhatDidNotArrive() {
        record.onWrite = Optional.of(new PartnerUnavailable("The practice's system could not be reached."));
        record.standing = List.of();
        file();
        record.onWrite = Optional.empty();
        file(1);

        assertThat(record.written)
                .singleElement()
                .satisfies(write -> assertThat(write.over()).isEmpty());
    }

    @Test
    void overwritesNothingThatStandsOtherwise() {
        record.onWrite = Optional.of(new PartnerUnavailable("The practice's system could not be reached."));
        file();
        record.onWrite = Optional.empty();
        record.standing = List.of(inError(STANDING));

        assertThat(file(1)).isEqualTo(parked("The practice marked this entry as entered in error."));
        assertThat(record.written).isEmpty();
    }

    @Test
    void leavesToTheRecordWhatThePracticeCodedItself() {
        planned(TestEntries.codedOnce());
        record.held = List.of("Procedure/3");

        assertThat(file()).isEqualTo(new Delivered());
        assertThat(record.written).isEmpty();
        assertThat(standing().status()).isEqualTo(FilingStatus.ALREADY_THERE);
        assertThat(standing().proof().orElseThrow().location()).isEqualTo("Procedure/3");
        assertThat(record.askedSince).contains(LocalDate.parse("2026-03-02"));
    }

    @Test
    void asksNothingBeforeWhatStandsForItself() {
        record.held = List.of("Procedure/3");

        assertThat(file()).isEqualTo(new Delivered());
        assertThat(record.askedSince).isEmpty();
        assertThat(standing().status()).isEqualTo(FilingStatus.FILED);
    }

    @Test
    void correctsTheWordsWhereTheyStand() {
        RecordEntry filed = TestEntries.inWords().now(FilingStatus.FILED, Optional.empty(), Optional.of(PROOF));
        RecordEntry corrected = filed.corrected(filed.cause(), "Actions for the GP: None\nOtherwise.");
        planned(corrected);
        record.standing = List.of(words(TestEntries.WORDS));

        file();

        assertThat(record.written).singleElement().satisfies(write -> {
            assertThat(write.entry().narrative()).isEqualTo(corrected.narrative());
            assertThat(write.over()).contains(words(TestEntries.WORDS));
        });

        record.standing = List.of(words(corrected.narrative().orElseThrow()));
        planned(corrected);
        assertThat(file()).isEqualTo(new Delivered());
        assertThat(standing().status()).isEqualTo(FilingStatus.AMENDED);
    }

    /** It was not found, so it was created on condition; what the condition found shows itself only now. */
    @Test
    void looksAgainWhereTheEditionBeforeTurnsUpAfterTheWriting() {
        RecordEntry sent = TestEntries.inWords().sending(new Sending(PRACTICE.odsCode(), "fhir"));
        RecordEntry corrected = sent.corrected(sent.cause(), "Actions for the GP: None\nOtherwise.");
        planned(corrected);
        record.standing = List.of();
        record.onWritten = () -> record.standing = List.of(words(TestEntries.WORDS));

        assertThat(file())
                .isEqualTo(new RetryLater(
                        "An earlier edition of the entry stands in the record: it is to be written over."));
        assertThat(standing().status()).isEqualTo(FilingStatus.SENT);
    }

    @Test
    void takesBackWhatStandsAndReadsThatBackToo() {
        planned(takenBack(ENTRY.now(FilingStatus.FILED, Optional.empty(), Optional.of(PROOF))));

        assertThat(file()).isEqualTo(new Delivered());
        assertThat(record.standing).containsExactly(inError(STANDING));
        assertThat(standing().status()).isEqualTo(FilingStatus.RETRACTED);
    }

    @Test
    void asksAPersonToTakeBackWhatAPersonToldByOtherMeans() {
        RecordEntry settled = ENTRY.sending(new Sending("A81001", "fhir"))
                .now(FilingStatus.TEXT_ONLY, Optional.empty(), Optional.of(PROOF))
                .settled("Robin Example", "Sent a letter.", NOW);
        planned(takenBack(settled));

        assertThat(file()).isInstanceOf(Parked.class);
        assertThat(record.standing).containsExactly(inError(STANDING));
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
        assertThat(standing().explanation().orElseThrow())
                .contains("stands in the record as entered in error")
                .contains("Sent a letter.");
    }

    @Test
    void saysOfWhatWasNeverSentThatSomebodyWasToldByOtherMeans() {
        RecordEntry settled = ENTRY.now(FilingStatus.PARKED, Optional.of("Trace needed."), Optional.empty())
                .settled("Robin Example", "Sent a letter.", NOW);
        planned(takenBack(settled));

        assertThat(((Parked) file()).problem())
                .contains("taken back before it was sent")
                .contains("Sent a letter.");
        assertThat(standing().waitsForAPerson()).isTrue();
    }

    @Test
    void callsDeliveredWhatAPersonHasSettled() {
        planned(ENTRY.now(FilingStatus.REFUSED, Optional.of("It answered 422."), Optional.empty())
                .settled("Robin Example", "Sent a letter.", NOW));

        assertThat(file()).isEqualTo(new Delivered());
        assertThat(record.written).isEmpty();
        assertThat(standing().status()).isEqualTo(FilingStatus.REFUSED);
    }

    @Test
    void needsNoRecordToTakeBackWhatWasNeverSent() {
        planned(takenBack(ENTRY));
        record.onPatients = Optional.of(new PartnerUnavailable("The practice's system could not be reached."));

        assertThat(file()).isEqualTo(new Delivered());
        assertThat(standing().status()).isEqualTo(FilingStatus.RETRACTED);
    }

    @Test
    void looksMoreThanOnceBeforeItSaysThatNothingStandsThere() {
        planned(takenBack(ENTRY.sending(new Sending("A81001", "fhir"))));
        record.standing = List.of();

        assertThat(file()).isInstanceOf(RetryLater.class);
        assertThat(file(5)).isEqualTo(new Delivered());
        assertThat(standing().status()).isEqualTo(FilingStatus.RETRACTED);
    }

    @Test
    @Hazard("H4")
    void joinsTheQueueOfThePracticeAtWhichThePersonIsNow() {
        traced = new Traced.NotAsked(Optional.of(new Practice("B82002", Optional.empty())));

        assertThat(file()).isEqualTo(new DeliveryOutcome.Elsewhere("gp-record/B82002"));
        assertThat(store.settled()).isEmpty();
    }

    /** Found at the new practice it would be written twice; not found there it would be called gone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neitherWritesNorForgetsAtOnePracticeWhatMayStandAtAnother(boolean takenBack) {
        RecordEntry sentBefore = ENTRY.sending(new Sending("B82002", "fhir"));
        planned(takenBack ? takenBack(sentBefore) : sentBefore);
        record.standing = List.of();

        assertThat(file(5)).isInstanceOf(Parked.class);
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
        assertThat(standing().explanation().orElseThrow()).contains("Ask B82002 whether it stands there");
        assertThat(record.written).isEmpty();
    }

    @Test
    void looksForNothingInTheRecordOfAnotherNumberThanItWentTo() {
        planned(ENTRY.sending(new Sending("A81001", "fhir", Optional.of("9990000026"))));

        assertThat(file()).isInstanceOf(Parked.class);
        assertThat(standing().explanation().orElseThrow()).contains("under another NHS number");
        assertThat(record.written).isEmpty();
    }

    @Test
    void neitherWritesByOneChannelWhatMayHaveGoneByAnother() {
        planned(ENTRY.sending(new Sending("A81001", "mesh")));

        assertThat(file()).isInstanceOf(Parked.class);
        assertThat(record.written).isEmpty();
    }

    @Test
    void doesNotCallGoneWhatStoodThereAndIsNotShownAnyMore() {
        planned(takenBack(ENTRY.now(FilingStatus.FILED, Optional.empty(), Optional.of(PROOF))));
        record.standing = List.of();

        assertThat(file(5)).isInstanceOf(Parked.class);
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
        assertThat(standing().explanation().orElseThrow()).contains("does not show it any more");
    }

    @Test
    void leavesToAPersonWhatTheLookupWillNotAnswer() {
        lookupFails = Optional.of(new PartnerRefused("The demographics service answered 400."));

        assertThat(file()).isEqualTo(new Parked("The demographics service answered 400.", Owner.OPERATOR));
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
    }

    @Test
    void believesTheRecordAndNotTheRefusalOfASecondWrite() {
        record.onWrite = Optional.of(new PartnerRefused("The practice's system answered 409."));

        assertThat(file()).isEqualTo(new Delivered());
        assertThat(standing().status()).isEqualTo(FilingStatus.FILED);
    }

    @Test
    void tellsTheReferralOfADeathAndHoldsTheEntry() {
        TestRoutes.publish(store);
        traced = new Traced.Found(
                TestReferrals.NHS_NUMBER, Optional.empty(), Set.of(), Optional.empty(), Traced.Death.INFORMAL, false);

        assertThat(file()).isInstanceOf(DeliveryOutcome.Awaiting.class);
        assertThat(store.find(TestParties.LINKWAY, ENTRY.referralId())
                        .orElseThrow()
                        .lastEvent()
                        .type())
                .isEqualTo(EventType.DEATH_REPORTED);
        assertThat(record.written).isEmpty();
    }

    /** Nothing that leaves from then on says where the person is, whoever asks for it. */
    @Test
    @Hazard("H19")
    void restrictsAPersonWhomTheLookupRestrictsAndParksTheEntry() {
        TestRoutes.publish(store);
        traced = new Traced.Found(
                TestReferrals.NHS_NUMBER, Optional.empty(), Set.of(), Optional.empty(), Traced.Death.NONE, true);

        assertThat(file())
                .isEqualTo(new Parked(
                        "The demographics service restricts this person's record: nothing is sent automatically.",
                        Delivery.Owner.LINK_WORKER));
        assertThat(store.find(TestParties.LINKWAY, ENTRY.referralId())
                        .orElseThrow()
                        .person()
                        .sensitive())
                .isTrue();
        assertThat(record.written).isEmpty();
    }

    @Test
    void callsADocumentDeliveredOnceBothAcknowledgementsAreThere() {
        channel = RecordChannel.MESH;

        assertThat(file()).isInstanceOf(DeliveryOutcome.Awaiting.class);
        documents.receipt = AWAITED;
        assertThat(file(1)).isInstanceOf(DeliveryOutcome.Awaiting.class);
        documents.receipt = new Receipt.Acknowledged(NOW);
        assertThat(file(2)).isEqualTo(new Delivered());

        assertThat(documents.documents).hasSize(1);
        assertThat(standing().status()).isEqualTo(FilingStatus.DELIVERED);
        assertThat(standing().explanation().orElseThrow()).startsWith("Delivered, not proven in the record");
        assertThat(record.written).isEmpty();
    }

    /** What changed after it was handed over makes it neither unsent nor anybody's turn. */
    @Test
    void looksWhatCameBackBeforeItAsksAnythingElse() {
        handedOver();
        lookupFails = Optional.of(new PartnerRefused("The demographics service answered 400."));
        documents.receipt = AWAITED;
        assertThat(file()).isInstanceOf(DeliveryOutcome.Awaiting.class);

        Consent nothing = new Consent(Agreement.GIVEN, Agreement.NOT_STATED, FeedBack.NOTHING);
        Person person = TestReferrals.person(Optional.of(TestReferrals.NHS_NUMBER), Verification.VERIFIED, false);
        store.put(TestReferrals.opened(TestReferrals.draft(person, nothing)).planning(List.of(standing())));
        assertThat(file()).isInstanceOf(DeliveryOutcome.Awaiting.class);
        documents.receipt = new Receipt.Acknowledged(NOW);
        assertThat(file()).isEqualTo(new Delivered());

        assertThat(standing().status()).isEqualTo(FilingStatus.DELIVERED);
    }

    @Test
    void keepsInTheHistoryAsWhichMessageItWentAndOnce() {
        handedOver();
        documents.receipt = AWAITED;

        file();
        file(1);

        assertThat(store.settled())
                .extracting(RecordEntry::explanation)
                .containsExactly(
                        Optional.of("Handed over as message " + MESSAGE + "; the acknowledgements are still to come."));
    }

    @Test
    void sendsWhatAPersonReplaysWhereTheChannelSaysThatItIsToGoAnew() {
        channel = RecordChannel.MESH;
        planned(ENTRY.sending(new Sending("A81001", "mesh"))
                .now(FilingStatus.PARKED, Optional.of("No mailbox (EPL-151)."), Optional.empty())
                .replayed("Replayed by Op: a test."));

        assertThat(file()).isInstanceOf(DeliveryOutcome.Awaiting.class);
        assertThat(documents.documents).hasSize(1);
    }

    private void handedOver() {
        channel = RecordChannel.MESH;
        planned(ENTRY.sending(new Sending("A81001", "mesh")));
    }

    @Test
    void parksADocumentThatDidNotArrive() {
        channel = RecordChannel.MESH;
        documents.receipt = new Receipt.Failed("No practice mailbox is known (EPL-151).");

        assertThat(file()).isEqualTo(parked("No practice mailbox is known (EPL-151)."));
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
    }

    @Test
    void asksAPersonToTakeBackWhatAChannelCannot() {
        channel = RecordChannel.MESH;
        planned(takenBack(ENTRY.sending(new Sending("A81001", "mesh"))
                .now(FilingStatus.DELIVERED, Optional.empty(), Optional.empty())));

        assertThat(file()).isInstanceOf(Parked.class);
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
        assertThat(standing().explanation().orElseThrow()).contains("cannot be taken back");
    }

    @Test
    void parksWhatShallGoByMessagesWhereTheReferralDidNot() {
        channel = RecordChannel.BARS;

        assertThat(file()).isInstanceOf(Parked.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void callsAMessageDeliveredOnceThePracticeTookItAndSendsTheSameOneAgain() {
        channel = RecordChannel.BARS;
        Referral referral = TestMessages.after(EventType.ACCEPTED);
        RecordEntry entry = entryOf(referral);
        store.put(referral.planning(List.of(entry)));

        assertThat(file()).isEqualTo(new Delivered());
        assertThat(standing().status()).isEqualTo(FilingStatus.DELIVERED);

        store.put(referral.planning(List.of(entry.now(FilingStatus.SENT, Optional.empty(), Optional.empty()))));
        file(1);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).isEqualTo(sent.get(0));
    }

    @Test
    void leavesWhatIsPulledToThePracticeThatSentTheReferral() {
        channel = RecordChannel.PULL;
        Referral referral = TestMessages.after(EventType.ACCEPTED);
        store.put(referral.planning(List.of(entryOf(referral))));

        assertThat(file()).isInstanceOf(DeliveryOutcome.Awaiting.class);
        assertThat(standing().status()).isEqualTo(FilingStatus.SENT);
    }

    /** Read before anybody had traced the person, it is delivered once they are. */
    @Test
    void deliversWhatWasReadBeforeItWaitedToBeRead() {
        pulled(ENTRY.status());
        read = new Read(true, 1);

        assertThat(file()).isEqualTo(new Delivered());
        assertThat(standing().status()).isEqualTo(FilingStatus.DELIVERED);
    }

    @Test
    void deliversNoCorrectionByTheReadingOfWhatWasCorrected() {
        pulled(FilingStatus.DELIVERED);
        store.put(withEntry(standing().corrected(standing().cause(), "Otherwise.")));
        read = new Read(true, 1);

        assertThat(file()).isInstanceOf(DeliveryOutcome.Awaiting.class);
        read = new Read(true, 2);
        assertThat(file()).isEqualTo(new Delivered());
    }

    @Test
    void leavesToAPersonWhatNobodyReadsForTooLong() {
        pulled(FilingStatus.PLANNED);
        Instant before = NOW.minus(UNREAD_AFTER);

        DeliveryOutcome waits = file(before.plusSeconds(60));
        assertThat(waits)
                .isEqualTo(new DeliveryOutcome.Awaiting("Waits to be read by the practice.", Duration.ofSeconds(60)));
        assertThat(file(before)).isInstanceOf(Parked.class);

        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
        assertThat(standing().explanation().orElseThrow()).contains("has not read this entry within 120 minutes");
    }

    @Test
    void parksWhatWaitsToBeReadOnceThePersonHasMoved() {
        pulled(FilingStatus.PLANNED);
        file();
        traced = new Traced.NotAsked(Optional.of(new Practice("B82002", Optional.empty())));

        assertThat(file()).isEqualTo(new DeliveryOutcome.Elsewhere("gp-record/B82002"));
        assertThat(file("gp-record/B82002")).isInstanceOf(Parked.class);
        assertThat(standing().explanation().orElseThrow()).contains("was sent to the practice A81001 by pull");
    }

    @Test
    void retractsByItselfWhatNobodyHasRead() {
        pulled(FilingStatus.PLANNED);
        file();
        store.put(withEntry(takenBack(standing())));
        lookupFails = Optional.of(new PartnerRefused("The demographics service answered 400."));

        assertThat(file()).isEqualTo(new Delivered());
        assertThat(standing().status()).isEqualTo(FilingStatus.RETRACTED);
        assertThat(standing().explanation()).contains("It was taken back before anybody read it.");
    }

    @Test
    void asksAPersonToTakeBackWhatSomebodyHasSeen() {
        pulled(FilingStatus.PLANNED);
        file();
        store.put(withEntry(takenBack(standing())));
        read = new Read(true, 0);

        assertThat(file()).isInstanceOf(Parked.class);
        assertThat(standing().status()).isEqualTo(FilingStatus.PARKED);
    }

    private void pulled(FilingStatus status) {
        channel = RecordChannel.PULL;
        RecordEntry entry = entryOf(PULLED);
        store.put(withEntry(
                status == FilingStatus.PLANNED
                        ? entry
                        : entry.sending(new Sending("A81001", "pull"))
                                .now(status, Optional.empty(), Optional.empty())));
    }

    private static Referral withEntry(RecordEntry entry) {
        return PULLED.planning(List.of(entry));
    }

    @Test
    void parksWhatThePracticeCouldNotRead() {
        channel = RecordChannel.PULL;

        assertThat(file()).isInstanceOf(Parked.class);
        assertThat(standing().explanation().orElseThrow()).contains("only those of referrals that it sent");
    }

    private static RecordEntry entryOf(Referral referral) {
        return RecordEntry.planned(
                ENTRY.id(),
                referral.id(),
                referral.lastEvent().id(),
                ENTRY.resource(),
                ENTRY.code(),
                Optional.empty(),
                Optional.empty(),
                ENTRY.occurredAt(),
                Optional.empty());
    }

    @Test
    void doesNotSettleWhatHasMovedOn() {
        record.beforeReadBack = () -> planned(ENTRY.now(FilingStatus.SENT, Optional.empty(), Optional.empty())
                .takenBack("The referral was entered in error."));

        assertThat(file())
                .as("nothing is wrong with the practice")
                .isEqualTo(new Held("The entry was changed while it was filed; it is looked at again."));
        assertThat(standing().takenBack()).isTrue();
        assertThat(standing().status()).isEqualTo(FilingStatus.SENT);
    }

    private static final FilingProof PROOF =
            new FilingProof("Communication/7", NOW, Optional.empty(), Optional.of(TestEntries.WORDS));

    private static RecordEntry takenBack(RecordEntry entry) {
        return entry.takenBack("The referral was entered in error.");
    }

    private static StandingEntry words(String words) {
        return new StandingEntry(
                "Communication/7",
                "patient-1",
                Optional.of(ENTRY.occurredAt()),
                true,
                false,
                List.of(),
                Optional.empty(),
                List.of(words));
    }

    private static StandingEntry inError(StandingEntry standing) {
        return new StandingEntry(
                standing.location(),
                standing.patientId(),
                standing.occurredAt(),
                false,
                true,
                standing.codes(),
                standing.score(),
                standing.narrative());
    }

    private void planned(RecordEntry entry) {
        store.put(TestReferrals.opened().planning(List.of(entry)));
    }

    private static Parked parked(String problem) {
        return new Parked(problem, Owner.LINK_WORKER);
    }

    private void assertParkedUnsent(String sentence) {
        assertThat(file()).isEqualTo(parked(sentence));
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

    private DeliveryOutcome file(Instant made) {
        return routes.request(RouteId.OUTBOUND_RECORD_FILE, delivery("gp-record/A81001", made), DeliveryOutcome.class);
    }

    private DeliveryOutcome file(String queue) {
        return routes.request(RouteId.OUTBOUND_RECORD_FILE, delivery(queue, NOW), DeliveryOutcome.class);
    }

    private static Delivery delivery(String queue, Instant made) {
        return Delivery.of(
                UUID.randomUUID(), ENTRY.referralId(), Delivery.Kind.ENTRY_TO_RECORD, queue, ENTRY.id(), made);
    }

    private DeliveryOutcome file(int attempts) {
        Delivery delivery = delivery("gp-record/A81001", NOW);
        for (int i = 0; i < attempts; i++) {
            delivery = delivery.retrying("Not yet.", NOW);
        }
        return routes.request(RouteId.OUTBOUND_RECORD_FILE, delivery, DeliveryOutcome.class);
    }

    private RecordEntry standing() {
        return store.find(TestParties.LINKWAY, ENTRY.referralId())
                .orElseThrow()
                .recordEntries()
                .get(0);
    }
}
