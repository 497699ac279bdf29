package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.NOON;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.OTHER_LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.noNote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.TimerKind;
import org.linkway.routes.port.Clocks.Overdue;
import org.linkway.workflow.Change;
import org.linkway.workflow.Timer;

@OnBothDatabases
class ClocksIT {
    private static final Instant IN_AN_HOUR = NOON.plus(Duration.ofHours(1));
    private static final Instant IN_TWO_DAYS = NOON.plus(Duration.ofDays(2));

    private final TestDatabase database;
    private TestStore store;

    ClocksIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        store = started();
        database.emptied();
    }

    private TestStore started() {
        return new TestStore(database.dataSource(), TestQueue.on(database.dataSource()), Clock.systemUTC());
    }

    @Test
    void ringWhenTheyHaveRunOutAndOnceForEachReferral() {
        Referral referral = committed(TestChanges.opening());

        assertThat(store.clocks().ringing(IN_TWO_DAYS.minusMillis(1))).isEmpty();
        assertThat(store.clocks().ringing(IN_TWO_DAYS)).containsExactly(referral.id());
    }

    @Test
    void ringForConcernsFirstAndThenTheLongestOverdue() {
        Referral later = committed(withTimers(TestChanges.opening(), timer(TimerKind.AGEING, IN_TWO_DAYS)));
        Referral sooner = committed(withTimers(
                TestChanges.opening(), timer(TimerKind.AGEING, IN_TWO_DAYS), timer(TimerKind.ACKNOWLEDGE, IN_AN_HOUR)));
        Referral concern = committed(withTimers(
                TestChanges.opening(), timer(TimerKind.AGEING, IN_TWO_DAYS), timer(TimerKind.CONCERN, IN_TWO_DAYS)));

        assertThat(store.clocks().ringing(IN_TWO_DAYS)).containsExactly(concern.id(), sooner.id(), later.id());
    }

    @Test
    void areThoseThatFollowFromTheLastEventAlone() {
        Referral referral = committed(TestChanges.opening());

        store.journal().commit(TestChanges.next(referral, EventType.MOVED_AWAY, noNote()), 1);

        assertThat(store.rows("referral_timer")).isZero();
    }

    @Test
    @Hazard({"H10", "H13"})
    void runOnAfterARestart() {
        Referral referral = committed(TestChanges.opening());

        assertThat(started().clocks().ringing(IN_TWO_DAYS)).containsExactly(referral.id());
    }

    @Test
    void tellEachWorkerWhatIsOverdueAtItsOwnReferrals() {
        UUID onward = UUID.randomUUID();
        Timer checkIn = new Timer(TimerKind.CHECK_IN, Optional.of(onward), IN_AN_HOUR, IN_TWO_DAYS);
        Referral mine = committed(withTimers(
                TestChanges.opening(GP_SYSTEM, LINK_WORKERS), timer(TimerKind.AGEING, IN_TWO_DAYS), checkIn));
        committed(TestChanges.opening(GP_SYSTEM, OTHER_LINK_WORKERS));

        assertThat(store.clocks().overdue(LINK_WORKERS, Set.of(), IN_TWO_DAYS, 10))
                .containsExactly(
                        new Overdue(mine.id(), TimerKind.CHECK_IN, Optional.of(onward), IN_AN_HOUR, IN_TWO_DAYS),
                        new Overdue(mine.id(), TimerKind.AGEING, Optional.empty(), IN_TWO_DAYS, IN_TWO_DAYS));
        assertThat(store.clocks().overdue(LINK_WORKERS, Set.of(TimerKind.AGEING), IN_TWO_DAYS, 10))
                .extracting(Overdue::kind)
                .containsExactly(TimerKind.AGEING);
        assertThat(store.clocks().overdue(LINK_WORKERS, Set.of(), IN_AN_HOUR, 10))
                .extracting(Overdue::kind)
                .containsExactly(TimerKind.CHECK_IN);
        assertThat(store.clocks().overdue(OPERATOR, Set.of(), IN_TWO_DAYS, 10)).hasSize(4);
        assertThat(store.clocks().overdue(OPERATOR, Set.of(), IN_TWO_DAYS, 3)).hasSize(3);
    }

    @Test
    void areSetAnewUnlessTheReferralHasMovedOn() {
        Referral opened = committed(TestChanges.opening());
        List<Timer> sooner = List.of(timer(TimerKind.AGEING, IN_AN_HOUR));

        store.clocks().set(opened, sooner);
        assertThat(store.clocks().ringing(IN_AN_HOUR)).containsExactly(opened.id());

        Change accepted = TestChanges.next(opened, EventType.ACCEPTED, noNote());
        store.journal().commit(accepted, 1);
        store.clocks().set(opened, sooner);
        assertThat(store.clocks().ringing(IN_AN_HOUR)).isEmpty();
    }

    private static Timer timer(TimerKind kind, Instant dueAt) {
        return new Timer(kind, Optional.empty(), dueAt, dueAt);
    }

    private static Change withTimers(Change change, Timer... timers) {
        return new Change(
                change.referral(),
                change.events(),
                change.recordEntries(),
                change.deliveries(),
                List.of(timers),
                change.episode(),
                change.resources(),
                change.answer());
    }

    private Referral committed(Change change) {
        store.journal().commit(change, 0);
        return change.referral();
    }
}
