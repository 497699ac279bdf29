package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.Code;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Note;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Referral;
import org.linkway.referral.Sending;
import org.linkway.referral.Settlement;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.linkway.routes.port.EntrySettlements;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.PulledEntries.Read;
import org.linkway.routes.port.RecordChannels;
import org.linkway.routes.port.RecordEntries;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.EntryStanding;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RecordChannel;
import org.linkway.workflow.SettleEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How entries stand, and have stood; and how they follow their deliveries. */
@OnBothDatabases
class RecordEntriesIT {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final Party OPERATOR = new Party("operator", Party.Kind.OPERATOR, "Operator", Set.of());
    private static final Party STRANGER = new Party("stranger", Party.Kind.SENDER, "Stranger", Set.of());

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final List<UUID> woken = new ArrayList<>();
    private final TestStore store;
    private final JdbcClient jdbc;
    private final RecordEntries entries;
    private final EntriesFollow follow;
    private final UnitOfWork unitOfWork;
    private Change change;

    RecordEntriesIT(TestDatabase database) {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), clock);
        jdbc = JdbcClient.create(database.dataSource());
        entries = new JdbcRecordEntries(jdbc, ReferralJson.mapper());
        follow = new EntriesFollow(jdbc, store.mesh(), ReferralJson.mapper(), store.audit(), clock);
        unitOfWork = new UnitOfWork(new TransactionTemplate(new JdbcTransactionManager(database.dataSource())));
    }

    @BeforeEach
    void plan() {
        Change opening = TestChanges.opening();
        store.journal().commit(opening, 0);
        Referral opened = opening.referral();
        change = TestChanges.withEntry(TestChanges.next(opened, EventType.ACCEPTED, new Note(Optional.empty())));
        store.journal().commit(change, 1);
    }

    @Test
    void keepsEveryStandingThatAnEntryHad() {
        RecordEntry sent = entry().now(FilingStatus.SENT, Optional.empty(), Optional.empty());
        store.journal().settle(sent);
        store.journal().settle(sent.now(FilingStatus.REFUSED, Optional.of("It answered 422."), Optional.empty()));

        assertThat(entries.history(OPERATOR, change.referral().id()))
                .extracting(EntryStanding::version, EntryStanding::status)
                .containsExactly(
                        tuple(1L, FilingStatus.PLANNED), tuple(2L, FilingStatus.SENT), tuple(3L, FilingStatus.REFUSED));
        assertThat(entries.history(STRANGER, change.referral().id())).isEmpty();
    }

    @Test
    void settlesNothingThatHasMovedOn() {
        RecordEntry seen = entry();
        store.journal().settle(seen.takenBack("The referral was entered in error."));

        assertThat(store.journal().settle(seen.now(FilingStatus.FILED, Optional.empty(), Optional.empty())))
                .isFalse();
        assertThat(entry().takenBack()).isTrue();
        assertThat(entries.history(OPERATOR, change.referral().id())).hasSize(2);
    }

    @Test
    void listsWhatWaitsForAPerson() {
        assertThat(entries.standing(OPERATOR, Set.of(FilingStatus.PARKED), 10)).isEmpty();

        store.journal().settle(entry().now(FilingStatus.PARKED, Optional.of("Trace needed."), Optional.empty()));

        assertThat(entries.standing(OPERATOR, Set.of(FilingStatus.PARKED, FilingStatus.REFUSED), 10))
                .extracting(RecordEntry::explanation)
                .containsExactly(Optional.of("Trace needed."));
        assertThat(entries.standing(STRANGER, Set.of(FilingStatus.PARKED), 10)).isEmpty();
    }

    @Test
    void leavesTheListOnceAPersonHasSettledItAndKeepsWhatItWas() {
        park("gp-record/A81001");
        assertThat(entries.waitingForAPerson(OPERATOR, 10)).hasSize(1);

        settle(OPERATOR, "Robin Example");

        assertThat(entry().status()).isEqualTo(FilingStatus.PARKED);
        assertThat(entries.waitingForAPerson(OPERATOR, 10)).isEmpty();
        assertThat(entries.standing(OPERATOR, Set.of(FilingStatus.PARKED), 10))
                .singleElement()
                .satisfies(it -> assertThat(it.settlement()).contains(settlement(true)));
        assertThat(entries.history(OPERATOR, change.referral().id())).last().satisfies(it -> {
            assertThat(it.status()).isEqualTo(FilingStatus.PARKED);
            assertThat(it.settlement()).contains(settlement(true));
        });
        assertThat(state()).isEqualTo("cancelled");
    }

    @Test
    void isSettledByWhoeverMaySeeItAndOnce() {
        park("gp-record/A81001");
        EntrySettlements settlements = settlements();
        UUID id = entry().id();
        Hand hand = new Hand("Robin Example", "Told the practice by telephone.");

        assertThat(settlements.settle(STRANGER, id, hand)).isEmpty();
        assertThat(settlements.settle(OPERATOR, UUID.randomUUID(), hand)).isEmpty();
        assertThat(settlements.settle(OPERATOR, id, hand)).containsInstanceOf(SettleEntry.Settles.class);
        assertThat(settlements.settle(OPERATOR, id, hand)).containsInstanceOf(SettleEntry.Repeats.class);
        assertThat(settlements.settle(OPERATOR, id, new Hand("Lee", "x")))
                .containsInstanceOf(SettleEntry.Refuses.class);
        assertThat(entries.history(OPERATOR, change.referral().id())).hasSize(4);
    }

    @Test
    void comesBackToTheListWithWhatHappensAfterItWasSettled() {
        park("gp-record/A81001");
        settle(OPERATOR, "Robin Example");

        unitOfWork.write(transaction -> followed(() -> follow.replayed(delivery(), "Replayed by Op: a test.")));
        unitOfWork.write(transaction -> followed(() -> follow.gaveUp(delivery(), "No answer for 7 days.")));

        assertThat(entries.waitingForAPerson(OPERATOR, 10))
                .singleElement()
                .satisfies(it -> assertThat(it.settlement()).contains(settlement(false)));
        assertThat(entries.history(OPERATOR, change.referral().id()))
                .extracting(it -> it.settlement().map(Settlement::stands))
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(false),
                        Optional.empty(),
                        Optional.empty());
    }

    private void park(String queue) {
        awaited(queue);
        RecordEntry sent = entry();
        store.journal().settle(sent.now(FilingStatus.PARKED, Optional.of("Trace needed."), Optional.empty()));
        jdbc.sql("update delivery set state = 'parked', owner = 'link-worker' where subject = :id")
                .param("id", sent.id())
                .update();
    }

    private EntrySettlements settlements() {
        return new JdbcEntrySettlements(jdbc, unitOfWork, ReferralJson.mapper(), store.audit(), clock);
    }

    private void settle(Party party, String by) {
        assertThat(settlements().settle(party, entry().id(), new Hand(by, "Told the practice by telephone.")))
                .isPresent();
    }

    private static Settlement settlement(boolean stands) {
        return new Settlement("Robin Example", "Told the practice by telephone.", NOW, stands);
    }

    private String state() {
        return jdbc.sql("select state from delivery where subject = :id")
                .param("id", entry().id())
                .query(String.class)
                .single();
    }

    @Test
    void parksAnEntryWhoseDeliveryIsGivenUpOrCancelledAndSendsItAgainWhenThatIsReplayed() {
        unitOfWork.write(transaction -> followed(() -> follow.gaveUp(delivery(), "No answer for 7 days.")));
        assertThat(entry().status()).isEqualTo(FilingStatus.PARKED);
        assertThat(entry().explanation()).contains("No answer for 7 days.");

        unitOfWork.write(transaction -> followed(() -> follow.replayed(delivery(), "Replayed by Op: a test.")));
        assertThat(entry().status()).isEqualTo(FilingStatus.SENT);

        unitOfWork.write(transaction -> followed(() -> follow.cancelled(delivery(), "Cancelled by Op: a test.")));
        assertThat(entry().status()).isEqualTo(FilingStatus.PARKED);
    }

    /** What stands once for an episode leaves its place to what is told instead, and a person waits for one delivery of it. */
    @Test
    void tellsAnewWhatWentUnderAnotherNumber() {
        RecordEntry once = RecordEntry.planned(
                UUID.randomUUID(),
                change.referral().id(),
                change.events().get(0).id(),
                RecordResource.PROCEDURE,
                Optional.of(new Code("http://snomed.info/sct", "871731000000106", Optional.empty(), true)),
                Optional.empty(),
                Optional.empty(),
                NOW,
                Optional.of(change.referral().episode()));
        Change told = withEntries(List.of(once), List.of());
        assertThat(store.journal().commit(told, change.referral().version())).isInstanceOf(Commit.Committed.class);
        jdbc.sql("update delivery set state = 'parked', owner = 'operator' where subject = :id")
                .param("id", once.id())
                .update();
        change = told;

        RecordEntry anew = once.plannedAnew(UUID.randomUUID());
        Change putRight = withEntries(List.of(anew), List.of(once.misdirected("It may stand elsewhere.")));

        assertThat(store.journal().commit(putRight, told.referral().version())).isInstanceOf(Commit.Committed.class);
        assertThat(entries.find(OPERATOR, once.id()).orElseThrow().waitsForAPerson())
                .isTrue();
        assertThat(entries.find(OPERATOR, anew.id()).orElseThrow().status()).isEqualTo(FilingStatus.PLANNED);
        assertThat(jdbc.sql("select state from delivery where subject = :id order by position")
                        .param("id", once.id())
                        .query(String.class)
                        .list())
                .containsExactly("cancelled", "pending");
    }

    /** The referral one event further, with these entries and a delivery for each. */
    private Change withEntries(List<RecordEntry> planned, List<RecordEntry> moved) {
        Change next = TestChanges.next(
                change.referral(), EventType.CONTACT_ATTEMPTED, new ContactAttempt(Optional.empty(), Optional.empty()));
        return new Change(
                        next.referral(),
                        next.events(),
                        planned,
                        Stream.concat(planned.stream(), moved.stream())
                                .map(it -> Delivery.of(
                                        UUID.randomUUID(),
                                        it.referralId(),
                                        Delivery.Kind.ENTRY_TO_RECORD,
                                        "gp-record/A81001",
                                        it.id(),
                                        NOW))
                                .toList(),
                        next.timers(),
                        next.episode(),
                        next.resources(),
                        next.answer())
                .moving(moved);
    }

    @Test
    void leavesWhatIsFiledAsItStandsWhateverBecomesOfItsDelivery() {
        RecordEntry sent = entry().now(FilingStatus.SENT, Optional.empty(), Optional.empty());
        store.journal().settle(sent);
        store.journal().settle(sent.now(FilingStatus.FILED, Optional.empty(), Optional.empty()));

        unitOfWork.write(transaction -> followed(() -> follow.cancelled(delivery(), "Cancelled by Op: a test.")));

        assertThat(entry().status()).isEqualTo(FilingStatus.FILED);
    }

    @Test
    void callsAnEntryDeliveredOnceThePracticeThatPullsHasReadIt() {
        awaited("gp-record/A81001");

        reads(RecordChannel.PULL).shown(reader("B82002"), resource());
        assertThat(entry().status()).isEqualTo(FilingStatus.SENT);
        reads(RecordChannel.MESH).shown(reader("A81001"), resource());
        assertThat(entry().status()).isEqualTo(FilingStatus.SENT);

        reads(RecordChannel.PULL).shown(reader("A81001"), resource());

        assertThat(entry().status()).isEqualTo(FilingStatus.DELIVERED);
        assertThat(woken).containsExactly(entry().id());
    }

    /** A correction makes a second delivery of the same entry, and what was read early is read all the same. */
    @Test
    void isDeliveredByAnyReadWhicheverOfItsDeliveriesWaits() {
        awaited("gp-record/A81001");
        jdbc.sql("""
                        insert into delivery (id, referral_id, kind, destination, subject, state, attempts, created_at,
                            next_attempt_at, given_up_from)
                        select :id, referral_id, kind, destination, subject, 'pending', 0, created_at, next_attempt_at,
                            given_up_from
                        from delivery where id = :delivery
                        """)
                .param("id", UUID.randomUUID())
                .param("delivery", change.deliveries().get(0).id())
                .update();

        reads(RecordChannel.PULL).shown(reader("A81001"), resource());

        assertThat(entry().status()).isEqualTo(FilingStatus.DELIVERED);
    }

    @Test
    void isNotDeliveredByAReadingBeforeItWaitsToBeRead() {
        reads(RecordChannel.PULL).shown(reader("A81001"), resource());

        assertThat(entry().status()).isEqualTo(FilingStatus.PLANNED);
        assertThat(reads(RecordChannel.PULL).of(entry().id())).isEqualTo(new Read(true, 1));
        assertThat(woken).isEmpty();
    }

    @Test
    void isDeliveredByAReadingThatComesAfterItWasLeftToAPerson() {
        park("gp-record/A81001");
        settle(OPERATOR, "Robin Example");

        reads(RecordChannel.PULL).shown(reader("A81001"), resource());

        assertThat(entry().status()).isEqualTo(FilingStatus.DELIVERED);
    }

    @Test
    void isNeitherDeliveredNorForgottenWhereItIsSeenAfterItWasTakenBack() {
        awaited("gp-record/A81001");
        store.journal().settle(entry().takenBack("The referral was entered in error."));

        reads(RecordChannel.PULL).shown(reader("A81001"), resource());

        assertThat(entry().status()).isEqualTo(FilingStatus.SENT);
        assertThat(reads(RecordChannel.PULL).of(entry().id()).seen()).isTrue();
    }

    @Test
    void isSeenAndNotReadWhereTheVersionIsNotTheOneThatStands() {
        awaited("gp-record/A81001");
        for (int version = 1; version <= 2; version++) {
            jdbc.sql("insert into resource_version (type, id, version, party, last_updated, json)"
                            + " values ('Communication', :id, :version, 'reader', :at, '{}')")
                    .param("id", entry().id().toString())
                    .param("version", version)
                    .param("at", Instants.column(NOW))
                    .update();
        }

        reads(RecordChannel.PULL).shown(reader("A81001"), resource());

        assertThat(entry().status()).isEqualTo(FilingStatus.SENT);
        assertThat(reads(RecordChannel.PULL).of(entry().id())).isEqualTo(new Read(true, 0));
        assertThat(reads(RecordChannel.PULL).of(UUID.randomUUID())).isEqualTo(Read.nothing());
    }

    @Test
    void isNotToldTwiceThatItWasRead() {
        awaited("gp-record/A81001");
        reads(RecordChannel.PULL).shown(reader("A81001"), resource());
        reads(RecordChannel.PULL).shown(reader("A81001"), resource());

        assertThat(woken).hasSize(1);
        assertThat(entries.history(OPERATOR, change.referral().id())).hasSize(3);
    }

    private void awaited(String queue) {
        store.journal().settle(entry().sending(new Sending("A81001", "pull")));
        jdbc.sql("update delivery set state = 'awaiting', destination = :queue, kind = 'entry-to-record', subject = :id"
                        + " where id = :delivery")
                .param("queue", queue)
                .param("id", entry().id())
                .param("delivery", change.deliveries().get(0).id())
                .update();
    }

    private JdbcEntryReads reads(RecordChannel channel) {
        return new JdbcEntryReads(
                jdbc,
                unitOfWork,
                ReferralJson.mapper(),
                store.audit(),
                new RecordChannels() {
                    @Override
                    public RecordChannel of(Practice practice) {
                        return channel;
                    }

                    @Override
                    public boolean anyPulls() {
                        return true;
                    }
                },
                woken::add,
                clock);
    }

    private static Party reader(String odsCode) {
        return new Party("reader", Party.Kind.SENDER, "Reader", Set.of(odsCode));
    }

    private List<Version> resource() {
        return List.of(
                new Version(new PublishedResource("Communication", entry().id().toString(), "reader", "{}"), 1, NOW));
    }

    private static boolean followed(Runnable step) {
        step.run();
        return true;
    }

    private Delivery delivery() {
        return Delivery.of(
                UUID.randomUUID(),
                change.referral().id(),
                Delivery.Kind.ENTRY_TO_RECORD,
                "gp-record/A81001",
                entry().id(),
                NOW);
    }

    private RecordEntry entry() {
        return store.referrals()
                .find(OPERATOR, change.referral().id())
                .orElseThrow()
                .recordEntries()
                .get(0);
    }
}
