package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linkway.gateway.store.TestChanges.NHS_NUMBER;
import static org.linkway.gateway.store.TestChanges.NOON;
import static org.linkway.gateway.store.TestChanges.noNote;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.gateway.store.AuditSearch.Question;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.routes.port.DeliveryControl.Flow;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.linkway.routes.port.DeliveryControl.Selection;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;
import org.linkway.workflow.AuditEntry.Subject;
import org.linkway.workflow.Change;
import org.linkway.workflow.PublishedResource;
import org.springframework.dao.DataAccessException;

/** What is written is recorded with it, and what is recorded stays. */
@OnBothDatabases
class AuditBookIT {
    private final TestDatabase database;
    private final TestClock clock = new TestClock(NOON);
    private TestStore store;

    AuditBookIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        // The trail itself is never emptied: each test asks for what it did.
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), clock);
    }

    @Test
    void recordsAReferralWithItsOpening() {
        Change opening = TestChanges.opening("one");

        store.journal().commit(opening, 0);

        AuditEntry entry = only(opening.referral().id());
        assertThat(entry.deed().kind()).isEqualTo(Kind.CREATE);
        assertThat(entry.deed().action()).isEqualTo(Action.CREATE);
        assertThat(entry.deed().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(entry.deed().remark()).contains("received");
        assertThat(entry.recorded()).isEqualTo(NOON);
        PublishedResource task = opening.resources().get(0);
        assertThat(entry.deed().subjects())
                .contains(new Subject(
                        Optional.of(task.type()),
                        Optional.of(task.id()),
                        Optional.of(1L),
                        Optional.of(opening.referral().id()),
                        Optional.of(NHS_NUMBER)));
        assertThat(entry.circumstances()).isEqualTo(new TestAuditContext().current());
    }

    @Test
    void recordsNothingOfWhatWasNotDone() {
        Change opening = TestChanges.opening("one");
        store.journal().commit(opening, 0);

        Commit stale = store.journal().commit(TestChanges.next(opening.referral(), EventType.ACCEPTED, noNote()), 7);
        Commit duplicate = store.journal().commit(TestChanges.opening("one"), 0);

        assertThat(stale).isInstanceOf(Commit.Stale.class);
        assertThat(duplicate).isInstanceOf(Commit.Duplicate.class);
        assertThat(of(opening.referral().id())).hasSize(1);
    }

    @Test
    void recordsEachStandingOfAnEntryForTheRecord() {
        Change opening = TestChanges.opening("one");
        store.journal().commit(opening, 0);
        Change accepted = TestChanges.withEntry(TestChanges.next(opening.referral(), EventType.ACCEPTED, noNote()));
        store.journal().commit(accepted, 1);
        RecordEntry entry = accepted.recordEntries().get(0);

        assertThat(store.journal().settle(entry.now(FilingStatus.PARKED, Optional.of("Why."), Optional.empty())))
                .isTrue();
        assertThat(store.journal().settle(entry.now(FilingStatus.PARKED, Optional.of("Why."), Optional.empty())))
                .isFalse();

        List<AuditEntry> filings = find(question(Optional.of(opening.referral().id()), Optional.of(Kind.FILING)));
        assertThat(filings).singleElement().satisfies(it -> {
            assertThat(it.deed().remark()).contains("parked");
            assertThat(it.deed().outcome()).isEqualTo(Outcome.THEIRS);
            assertThat(it.deed().subjects().get(0).patient()).contains(NHS_NUMBER);
        });
    }

    @Test
    void recordsTheOperatorsHand() {
        Change opening = TestChanges.opening("one");
        store.journal().commit(opening, 0);
        UUID delivery = opening.deliveries().get(0).id();

        store.deliveryControl()
                .cancel(
                        TestChanges.OPERATOR,
                        Selection.of(List.of(delivery)),
                        new Hand("Olive Operator", "Not wanted."));
        store.deliveryControl()
                .let(TestChanges.OPERATOR, "audited", Flow.PAUSED, new Hand("Olive Operator", "A break."));

        assertThat(find(question(Optional.of(opening.referral().id()), Optional.of(Kind.ADMIN))))
                .extracting(it -> it.deed().remark().orElse(""))
                .containsExactly("cancel by Olive Operator, because: Not wanted.");
        assertThat(find(question(Optional.empty(), Optional.of(Kind.ADMIN))))
                .extracting(AuditEntry::deed)
                .anyMatch(it -> it.recipient().equals(Optional.of("audited"))
                        && it.remark().equals(Optional.of("paused by Olive Operator, because: A break.")));
    }

    @Test
    void findsOutWhoseResourceWasShown() {
        Change opening = TestChanges.opening("one");
        store.journal().commit(opening, 0);
        PublishedResource task = opening.resources().get(0);

        store.audit()
                .record(Deed.done(
                        Kind.READ, Action.READ, List.of(Subject.resource(task.type(), task.id(), Optional.of(1L)))));

        AuditEntry read = find(question(Optional.of(opening.referral().id()), Optional.of(Kind.READ)))
                .get(0);
        assertThat(read.deed().subjects().get(0).patient()).contains(NHS_NUMBER);
        Question patient = new Question(
                Optional.of("sandbox-gp"),
                Optional.of(NHS_NUMBER),
                Optional.empty(),
                Optional.of(TestAuditContext.REQUEST),
                Optional.of(Kind.READ),
                Optional.of(Action.READ),
                Optional.of(Outcome.SUCCESS),
                Optional.of(NOON),
                Optional.of(NOON.plusMillis(1)),
                Optional.empty());
        assertThat(find(patient)).contains(read);
        assertThat(find(before(patient, NOON))).isEmpty();
    }

    private static Question before(Question asked, Instant to) {
        return new Question(
                asked.party(),
                asked.patient(),
                asked.referral(),
                asked.requestId(),
                asked.kind(),
                asked.action(),
                asked.outcome(),
                Optional.empty(),
                Optional.of(to),
                Optional.empty());
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        UUID referral = UUID.randomUUID();
        for (int second = 0; second < 5; second++) {
            store.audit().record(Deed.done(Kind.READ, Action.READ, List.of(Subject.referral(referral))));
            clock.advance(Duration.ofSeconds(1));
        }
        List<AuditEntry> all = of(referral);
        List<AuditEntry> first = store.auditSearch().find(about(referral, Optional.empty()), 2);
        List<AuditEntry> second = store.auditSearch()
                .find(about(referral, Optional.of(first.get(1).id())), 2);

        assertThat(all).hasSize(5).isSortedAccordingTo((a, b) -> b.recorded().compareTo(a.recorded()));
        assertThat(first).isEqualTo(all.subList(0, 2));
        assertThat(second).isEqualTo(all.subList(2, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set party = 'somebody-else'",
                "delete from audit_event",
                "delete from audit_about",
                "update audit_link set hash = 'x'",
                "delete from audit_link"
            })
    void isOnlyEverAddedTo(String statement) {
        store.audit().record(Deed.done(Kind.READ, Action.READ, List.of(Subject.referral(UUID.randomUUID()))));
        store.auditChain().link(10);
        long before = store.rows("audit_event");

        assertThatThrownBy(() -> store.jdbc().sql(statement).update()).isInstanceOf(DataAccessException.class);
        assertThat(store.rows("audit_event")).isEqualTo(before);
    }

    private AuditEntry only(UUID referral) {
        List<AuditEntry> all = of(referral);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<AuditEntry> of(UUID referral) {
        return find(question(Optional.of(referral), Optional.empty()));
    }

    private List<AuditEntry> find(Question question) {
        return store.auditSearch().find(question, 1000);
    }

    private static Question about(UUID referral, Optional<UUID> after) {
        Question all = question(Optional.of(referral), Optional.empty());
        return new Question(
                all.party(),
                all.patient(),
                all.referral(),
                all.requestId(),
                all.kind(),
                all.action(),
                all.outcome(),
                all.from(),
                all.to(),
                after);
    }

    private static Question question(Optional<UUID> referral, Optional<Kind> kind) {
        return new Question(
                Optional.empty(),
                Optional.empty(),
                referral,
                Optional.empty(),
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
