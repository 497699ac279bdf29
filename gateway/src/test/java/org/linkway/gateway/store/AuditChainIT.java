package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.gateway.store.AuditChain.Head;
import org.linkway.gateway.store.AuditChain.Verdict;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Subject;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever controls the database can do anything to the audit trail but do it unseen. */
@OnBothDatabases
class AuditChainIT {
    private static final List<String> TABLES = List.of("audit_event", "audit_about", "audit_link");

    private final TestDatabase database;
    private final TestClock clock = new TestClock(NOON);
    private TestStore store;

    AuditChainIT(TestDatabase database) {
        this.database = database;
    }

    /** The triggers go as whoever owns the database can make them go; and so each test has a trail of its own. */
    @BeforeEach
    void beginsAnew() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), clock);
        unprotect();
        List.of("audit_about", "audit_link", "audit_waiting", "audit_event").forEach(it -> sql("delete from " + it));
    }

    @AfterEach
    void protect() {
        if (database == TestDatabase.POSTGRESQL) {
            TABLES.forEach(it -> sql("alter table " + it + " enable trigger " + it + "_stays"));
        } else {
            TABLES.forEach(it -> sql("create trigger " + it + "_stays before update, delete on " + it
                    + " for each row call 'org.linkway.gateway.store.AuditStays'"));
        }
    }

    private void unprotect() {
        TABLES.forEach(it -> sql(
                database == TestDatabase.POSTGRESQL
                        ? "alter table " + it + " disable trigger " + it + "_stays"
                        : "drop trigger " + it + "_stays"));
    }

    private int sql(String statement) {
        return store.jdbc().sql(statement).update();
    }

    private void record(int entries) {
        for (int i = 0; i < entries; i++) {
            clock.advance(Duration.ofMillis(1));
            store.audit().record(Deed.done(Kind.READ, Action.READ, List.of(Subject.referral(UUID.randomUUID()))));
        }
    }

    private void linked(int entries) {
        record(entries);
        while (store.auditChain().link(3) > 0) {
            // A few at a time.
        }
    }

    private Verdict verdict(Head... anchors) {
        return store.auditChain().verify(List.of(anchors));
    }

    private Head head() {
        return store.auditChain().head().orElseThrow();
    }

    @Test
    void holdsAsItWasWritten() {
        linked(7);
        Head anchor = head();
        linked(4);
        record(1);

        assertThat(verdict(anchor, head())).isEqualTo(new Verdict(11, 1, Optional.of(head()), Optional.empty()));
    }

    @Test
    void linksAnEntryThatIsCommittedLate() throws Exception {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Void> late = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
            store.audit().record(Deed.done(Kind.READ, Action.READ, List.of()));
            written.countDown();
            await(mayCommit);
        }));
        await(written);
        linked(2);
        assertThat(head().sequence()).isEqualTo(2);
        mayCommit.countDown();
        late.get(10, TimeUnit.SECONDS);

        assertThat(store.auditChain().link(10)).isEqualTo(1);
        assertThat(verdict()).isEqualTo(new Verdict(3, 0, Optional.of(head()), Optional.empty()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void showsAChangedEntry() {
        linked(5);
        sql("update audit_event set document = replace(document, 'sandbox-gp', 'another-gp') where " + isOfLink(3));

        assertThat(verdict().fault()).hasValueSatisfying(it -> assertThat(it).startsWith("Link 3 "));
    }

    @Test
    void showsAChangedColumn() {
        linked(5);
        sql("update audit_event set party = 'another-gp' where " + isOfLink(4));

        assertThat(verdict().fault())
                .hasValueSatisfying(it -> assertThat(it).startsWith("Link 4 ").endsWith("a column was changed."));
    }

    @Test
    void showsAnEntryThatIsGone() {
        linked(5);
        sql("delete from audit_event where " + isOfLink(2));

        assertThat(verdict().fault())
                .hasValueSatisfying(it -> assertThat(it).startsWith("Link 2 ").endsWith("the entry is missing."));
    }

    @Test
    void showsALinkThatIsGone() {
        linked(5);
        sql("delete from audit_event where " + isOfLink(2));
        sql("delete from audit_link where sequence = 2");

        assertThat(verdict().fault()).contains("Link 2 is missing.");
    }

    @Test
    void showsTwoThatWereSwapped() {
        linked(5);
        UUID second = entryOfLink(2);
        UUID fourth = entryOfLink(4);
        sql("update audit_link set audit_id = '" + UUID.randomUUID() + "' where sequence = 2");
        sql("update audit_link set audit_id = '" + second + "' where sequence = 4");
        sql("update audit_link set audit_id = '" + fourth + "' where sequence = 2");

        assertThat(verdict().fault()).hasValueSatisfying(it -> assertThat(it).startsWith("Link 2 "));
    }

    @Test
    void showsThatTheLastEntriesWereCutOffByAnAnchor() {
        linked(5);
        Head anchor = head();
        sql("delete from audit_event where " + isOfLink(5));
        sql("delete from audit_link where sequence = 5");

        assertThat(verdict().fault()).as("by itself it is a shorter chain").isEmpty();
        assertThat(verdict(anchor).fault())
                .hasValueSatisfying(it -> assertThat(it).contains("its last entries were removed"));
    }

    @Test
    void showsAChainThatWasMadeAnewByAnAnchor() {
        linked(5);
        Head anchor = head();
        sql("update audit_event set document = replace(document, 'sandbox-gp', 'another-gp'), party = 'another-gp'");
        sql("delete from audit_link");
        sql("insert into audit_waiting (audit_id) select id from audit_event");
        linked(0);

        assertThat(verdict().fault())
                .as("by itself it is a chain like any other")
                .isEmpty();
        assertThat(verdict(anchor).fault())
                .hasValueSatisfying(it -> assertThat(it).contains("the chain was made anew"));
    }

    @Test
    void showsAnEntryThatNothingEverLinks() {
        linked(2);
        record(1);
        sql("delete from audit_waiting");
        assertThat(verdict().fault()).isEmpty();
        clock.advance(TestStore.LINK_WITHIN.plusSeconds(1));

        assertThat(verdict().fault())
                .hasValueSatisfying(it -> assertThat(it).contains("1 entries", "not in the chain"));
    }

    private String isOfLink(int sequence) {
        return "id = '" + entryOfLink(sequence) + "'";
    }

    private UUID entryOfLink(int sequence) {
        return store.jdbc()
                .sql("select audit_id from audit_link where sequence = " + sequence)
                .query(UUID.class)
                .single();
    }
}
