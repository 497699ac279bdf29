package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.OTHER_GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.noNote;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.PublishedResource;

@OnBothDatabases
class JournalIT {
    private static final List<String> TABLES = List.of(
            "referral",
            "referral_identifier",
            "referral_event",
            "record_entry",
            "resource_version",
            "delivery",
            "scheduled_tasks");

    private final TestDatabase database;
    private TestStore store;

    JournalIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), Clock.systemUTC());
    }

    @Test
    void keepsAReferralAsItWasOpened() {
        Change change = TestChanges.opening("one");

        assertThat(store.journal().commit(change, 0)).isEqualTo(new Commit.Committed());

        assertThat(find(change.referral().id())).isEqualTo(change.referral());
        Delivery toWorker = change.deliveries().get(0);
        assertThat(store.deliveries().list(GP_SYSTEM, Optional.empty(), 10)).containsExactly(toWorker);
        assertThat(store.isScheduled(toWorker.id())).isTrue();
    }

    @Test
    void keepsEventsAndRecordEntriesInTheOrderInWhichTheyCame() {
        Referral opened = opened();
        Change accepted = TestChanges.withEntry(TestChanges.next(opened, EventType.ACCEPTED, noNote()));
        Change seen = TestChanges.withEntry(TestChanges.next(accepted.referral(), EventType.SEEN, noNote()));

        store.journal().commit(accepted, 1);
        store.journal().commit(seen, 2);

        assertThat(find(opened.id())).isEqualTo(seen.referral());
        assertThat(seen.referral().events()).hasSize(3);
        assertThat(seen.referral().recordEntries()).hasSize(2);
    }

    @Test
    @Hazard("H11")
    void refusesADecisionThatWasMadeOnAnOlderVersion() {
        Referral opened = opened();
        store.journal().commit(TestChanges.next(opened, EventType.ACCEPTED, noNote()), 1);
        Referral accepted = find(opened.id());

        Commit second = store.journal().commit(TestChanges.next(opened, EventType.REJECTED_BY_SERVICE, noNote()), 1);

        assertThat(second).isEqualTo(new Commit.Stale());
        assertThat(find(opened.id())).isEqualTo(accepted);
    }

    @Test
    void letsExactlyOneOfManyDecisionsOnTheSameVersionThrough() throws Exception {
        Referral opened = opened();

        List<Commit> commits = Together.run(
                12, number -> store.journal().commit(TestChanges.next(opened, EventType.ACCEPTED, noNote()), 1));

        assertThat(commits).filteredOn(Commit.Committed.class::isInstance).hasSize(1);
        assertThat(commits).filteredOn(Commit.Stale.class::isInstance).hasSize(11);
        assertThat(find(opened.id()).version()).isEqualTo(2);
    }

    @Test
    void namesTheReferralThatStandsUnderAnIdentifierAndKeepsNothingOfTheOther() {
        Change first = TestChanges.opening("one", "two");
        store.journal().commit(first, 0);
        List<Long> before = counts();

        Commit second = store.journal().commit(TestChanges.opening("zero", "two"), 0);

        assertThat(second)
                .isEqualTo(new Commit.Duplicate(List.of(first.referral().id())));
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    @Hazard("H14")
    void keepsTheIdentifiersOfTwoSendersApart() {
        store.journal().commit(TestChanges.opening("one"), 0);

        Commit other = store.journal().commit(TestChanges.opening(OTHER_GP_SYSTEM, LINK_WORKERS, "one"), 0);

        assertThat(other).isEqualTo(new Commit.Committed());
    }

    @Test
    void takesAnIdentifierThatOneMessageNamesTwice() {
        assertThat(store.journal().commit(TestChanges.opening("one", "one"), 0)).isEqualTo(new Commit.Committed());
    }

    @Test
    void opensOneReferralWhenManyRequestsRaceForItsIdentifiers() throws Exception {
        List<Commit> commits = Together.run(12, number -> {
            String[] identifiers = number % 2 == 0 ? new String[] {"one", "two"} : new String[] {"two", "one"};
            return store.journal().commit(TestChanges.opening(identifiers), 0);
        });

        assertThat(commits).filteredOn(Commit.Committed.class::isInstance).hasSize(1);
        List<Referral> standing = store.referrals().ofPerson(OPERATOR, TestChanges.NHS_NUMBER);
        assertThat(standing).hasSize(1);
        assertThat(commits)
                .filteredOn(Commit.Duplicate.class::isInstance)
                .hasSize(11)
                .containsOnly(new Commit.Duplicate(List.of(standing.get(0).id())));
        assertThat(counts()).containsExactly(1L, 2L, 1L, 0L, 1L, 1L, 1L);
    }

    @Test
    void namesTheReferralThatHasTheEventAlready() {
        Referral one = opened();
        Referral other = opened();
        ReferralEvent event = TestChanges.event(UUID.randomUUID(), EventType.ACCEPTED, noNote());
        store.journal().commit(TestChanges.next(one, event), 1);
        List<Long> before = counts();

        Commit second = store.journal().commit(TestChanges.next(other, event), 1);

        assertThat(second).isEqualTo(new Commit.Duplicate(List.of(one.id())));
        assertThat(counts()).isEqualTo(before);
        assertThat(find(other.id())).isEqualTo(other);
    }

    @Test
    void readsTheSameEventOnTheSameReferralAsStale() {
        Referral opened = opened();
        Change accepted = TestChanges.next(opened, EventType.ACCEPTED, noNote());
        store.journal().commit(accepted, 1);

        assertThat(store.journal().commit(accepted, 1)).isEqualTo(new Commit.Stale());
    }

    @Test
    void leavesNothingBehindWhenTheLastRowIsRefused() {
        Change change = TestChanges.opening("one");
        Change unwritable = TestChanges.withEntry(change)
                .publishing(List.of(new PublishedResource("Binary", "1", GP_SYSTEM.id(), null)));

        assertThatThrownBy(() -> store.journal().commit(unwritable, 0))
                .isInstanceOf(StoreFailure.class)
                .hasNoCause()
                .hasMessageNotContaining("Inventa")
                .hasMessageNotContaining(TestChanges.NHS_NUMBER);

        assertThat(counts()).containsOnly(0L);
        assertThat(store.journal().commit(change, 0)).isEqualTo(new Commit.Committed());
    }

    @Test
    void quotesNoRowWhenAKeyIsTakenThatNobodyShares() {
        Change change = TestChanges.opening();
        store.journal().commit(change, 0);

        assertThatThrownBy(() -> store.journal().commit(change, 0))
                .isInstanceOf(StoreFailure.class)
                .hasNoCause()
                .hasMessageNotContaining("Inventa");
    }

    @Test
    void writesHowARecordEntryNowStands() {
        Referral opened = opened();
        Change accepted = TestChanges.withEntry(TestChanges.next(opened, EventType.ACCEPTED, noNote()));
        store.journal().commit(accepted, 1);
        RecordEntry parked = accepted.recordEntries()
                .get(0)
                .now(FilingStatus.PARKED, Optional.of("Trace needed."), Optional.empty());

        store.journal().settle(parked);

        assertThat(find(opened.id()).recordEntries()).containsExactly(parked);
    }

    @Test
    void refusesToSettleARecordEntryThatIsNotThere() {
        RecordEntry unknown =
                TestChanges.withEntry(TestChanges.opening()).recordEntries().get(0);

        assertThat(store.journal().settle(unknown)).isFalse();
    }

    private Referral opened() {
        Change change = TestChanges.opening();
        store.journal().commit(change, 0);
        return change.referral();
    }

    private Referral find(UUID id) {
        return store.referrals().find(OPERATOR, id).orElseThrow();
    }

    private List<Long> counts() {
        return TABLES.stream().map(store::rows).toList();
    }
}
