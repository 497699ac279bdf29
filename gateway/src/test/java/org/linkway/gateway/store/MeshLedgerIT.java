package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.gateway.store.MeshDocument.Failure;
import org.linkway.gateway.store.MeshDocument.Kind;
import org.linkway.workflow.Body;

@OnBothDatabases
class MeshLedgerIT {
    private static final Instant NOW = Instant.parse("2026-07-03T10:15:00.123456Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private final TestDatabase database;
    private final UUID entry = UUID.randomUUID();
    private MeshLedger ledger;

    MeshLedgerIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        TestStore store =
                new TestStore(database.emptied(), TestQueue.on(database.dataSource()), new TestClock(Instant.EPOCH));
        ledger = store.mesh();
    }

    @Test
    void keepsOneIntentionForEachEdition() {
        MeshDocument first = intended(1);

        assertThat(ledger.intend(first)).isTrue();
        assertThat(ledger.intend(intended(1))).isFalse();
        assertThat(ledger.intend(intended(2))).isTrue();

        assertThat(ledger.find(entry, 1)).contains(first);
        assertThat(ledger.byLocalId(first.localId())).contains(first);
    }

    @Test
    void keepsWhatCameFirst() {
        MeshDocument first = intended(1);
        ledger.intend(first);

        ledger.sent(first.localId(), "MESH-1", NOW);
        ledger.sent(first.localId(), "MESH-2", LATER);
        ledger.acknowledgedBySystem(first.localId(), NOW);
        ledger.acknowledgedBySystem(first.localId(), LATER);
        ledger.failed(first.localId(), new Failure(Kind.REJECTED, "First."), NOW);
        ledger.failed(first.localId(), new Failure(Kind.UNDELIVERED, "Second."), LATER);

        MeshDocument found = ledger.byMeshId("MESH-1").orElseThrow();
        assertThat(found.sentAt()).contains(NOW);
        assertThat(found.infrastructureAt()).contains(NOW);
        assertThat(found.failure()).contains(new Failure(Kind.REJECTED, "First."));
    }

    @Test
    void letsOneOfManyBeginAgain() throws Exception {
        MeshDocument first = intended(1);
        ledger.intend(first);

        List<Boolean> began = Together.run(10, number -> ledger.intendAgain(first, first.begunAnew(LATER)));

        assertThat(began).containsOnlyOnce(true).hasSize(10);
        MeshDocument again = ledger.find(entry, 1).orElseThrow();
        assertThat(again.begun()).isEqualTo(2);
        assertThat(again.begunAt()).isEqualTo(LATER);
        assertThat(again.composedAt()).isEqualTo(NOW);
    }

    @Test
    void doesNotBeginAgainWhereSomethingCameBack() {
        MeshDocument first = intended(1);
        ledger.intend(first);
        ledger.acknowledgedBySystem(first.localId(), NOW);

        assertThat(ledger.intendAgain(first, first.begunAnew(LATER))).isFalse();
    }

    @Test
    void forgetsTheFormerAttemptWhereItWasNotDeliveredAndAPersonAsksAnew() {
        MeshDocument first = intended(1);
        ledger.intend(first);
        ledger.sent(first.localId(), "MESH-1", NOW);
        ledger.failed(first.localId(), new Failure(Kind.UNDELIVERED, "Nowhere."), NOW);
        MeshDocument second = MeshDocument.intended(entry, 1, 2, UUID.randomUUID(), LATER);
        assertThat(ledger.intendAgain(ledger.find(entry, 1).orElseThrow(), second))
                .isFalse();

        ledger.askAnew(entry, 1, LATER);
        assertThat(ledger.find(entry, 1).orElseThrow().isAskedAnew()).isTrue();
        assertThat(ledger.intendAgain(ledger.find(entry, 1).orElseThrow(), second))
                .isTrue();

        MeshDocument found = ledger.find(entry, 1).orElseThrow();
        assertThat(found.localId()).isEqualTo(second.localId());
        assertThat(found.attempt()).isEqualTo(2);
        assertThat(found.failure()).isEmpty();
        assertThat(found.isSent()).isFalse();
        assertThat(found.isAskedAnew()).isFalse();
        assertThat(ledger.byMeshId("MESH-1")).isEmpty();
    }

    @Test
    void asksNothingAnewThatMayHaveArrived() {
        sent(1);
        MeshDocument refused = sent(2);
        ledger.failed(refused.localId(), new Failure(Kind.REJECTED, "No."), NOW);

        ledger.askAnew(entry, 1, LATER);
        ledger.askAnew(entry, 2, LATER);
        ledger.askAnew(entry, 3, LATER);

        assertThat(ledger.find(entry, 1).orElseThrow().isAskedAnew()).isFalse();
        assertThat(ledger.find(entry, 2).orElseThrow().isAskedAnew()).isFalse();
        assertThat(ledger.find(entry, 3)).isEmpty();
    }

    @Test
    void findsTheLatestEditionThatAPracticeMayHold() {
        MeshDocument first = sent(1);
        MeshDocument second = sent(2);
        ledger.intend(intended(3));

        assertThat(ledger.before(entry, 4)).map(MeshDocument::localId).contains(second.localId());
        ledger.failed(second.localId(), new Failure(Kind.UNDELIVERED, "Nowhere."), NOW);
        assertThat(ledger.before(entry, 4)).map(MeshDocument::localId).contains(first.localId());
        assertThat(ledger.before(entry, 1)).isEmpty();
    }

    @Test
    void findsWhatIsOverdueUntilItIsTold() {
        MeshDocument waiting = sent(1);
        MeshDocument done = sent(2);
        ledger.acknowledgedBySystem(done.localId(), NOW);
        ledger.acknowledgedByPractice(done.localId(), NOW);
        MeshDocument failed = sent(3);
        ledger.failed(failed.localId(), new Failure(Kind.REJECTED, "No."), NOW);
        ledger.intend(intended(4));

        assertThat(ledger.overdue(NOW)).isEmpty();
        assertThat(ledger.overdue(LATER)).extracting(MeshDocument::localId).containsExactly(waiting.localId());
        ledger.overdueTold(waiting.localId(), LATER);
        assertThat(ledger.overdue(LATER)).isEmpty();
    }

    @Test
    void keepsAMessageOnceAndFindsItWhenItFits() {
        MeshMail report = new MeshMail(
                "IN-1",
                Optional.of("REPORT"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("MESH-1"),
                Optional.of("14"),
                Body.of(new byte[] {1, 2, 3}));
        assertThat(ledger.keep(report, NOW)).isTrue();
        assertThat(ledger.keep(report, LATER)).isFalse();
        assertThat(ledger.reportsThatFitNow()).isEmpty();

        sent(1);

        assertThat(ledger.reportsThatFitNow()).containsExactly(report);
        ledger.matched("IN-1", LATER);
        assertThat(ledger.reportsThatFitNow()).isEmpty();
    }

    private MeshDocument intended(int edition) {
        return MeshDocument.intended(entry, edition, 1, UUID.randomUUID(), NOW);
    }

    private MeshDocument sent(int edition) {
        MeshDocument document = intended(edition);
        ledger.intend(document);
        ledger.sent(document.localId(), "MESH-" + edition, NOW);
        return document;
    }
}
