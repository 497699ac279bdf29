package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.OTHER_LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.noNote;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.Episode;
import org.linkway.referral.EventType;
import org.linkway.referral.Person;
import org.linkway.referral.Referral;
import org.linkway.referral.Verification;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.workflow.Change;
import org.linkway.workflow.Party;

@OnBothDatabases
class EpisodesIT {
    private static final Person PERSON = TestChanges.person(Verification.VERIFIED);

    private final TestDatabase database;
    private TestStore store;

    EpisodesIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), Clock.systemUTC());
    }

    @Test
    void beginsWithTheFirstReferralAndEndsWithTheLast() {
        Referral first = committed(opening(LINK_WORKERS, standing()));
        Referral second = committed(opening(LINK_WORKERS, standing()));
        assertThat(standing()).contains(new Episode(first.episode(), List.of(first.id(), second.id())));

        close(first);
        assertThat(standing()).contains(new Episode(first.episode(), List.of(second.id())));
        close(second);
        assertThat(standing()).isEmpty();

        Referral third = committed(opening(LINK_WORKERS, standing()));
        assertThat(third.episode()).isNotEqualTo(first.episode());
        assertThat(standing()).contains(new Episode(third.episode(), List.of(third.id())));
    }

    @Test
    void doesNotBeginWhileAnotherIsOpen() {
        Change decidedOnNone = opening(LINK_WORKERS, Optional.empty());
        Referral faster = committed(opening(LINK_WORKERS, Optional.empty()));

        assertThat(store.journal().commit(decidedOnNone, 0)).isEqualTo(new Commit.Stale());

        assertThat(standing()).contains(new Episode(faster.episode(), List.of(faster.id())));
        assertThat(store.rows("referral")).isEqualTo(1);
    }

    @Test
    void cannotBeJoinedOnceItHasEnded() {
        Referral only = committed(opening(LINK_WORKERS, Optional.empty()));
        Change decidedOnOne = opening(LINK_WORKERS, standing());
        close(only);

        assertThat(store.journal().commit(decidedOnOne, 0)).isEqualTo(new Commit.Stale());

        assertThat(store.rows("referral")).isEqualTo(1);
    }

    @Test
    void isOneForEachService() {
        Referral here = committed(opening(LINK_WORKERS, standing()));
        Referral there = committed(opening(OTHER_LINK_WORKERS, Optional.empty()));

        assertThat(there.episode()).isNotEqualTo(here.episode());
        assertThat(standing()).contains(new Episode(here.episode(), List.of(here.id())));
    }

    @Test
    void isNotSharedByWhomNoVerifiedNumberNames() {
        Person unknown = TestChanges.person(Verification.PRESENT_BUT_NOT_TRACED);
        Change opening = TestChanges.opening("one");
        store.journal().commit(opening, 0);

        assertThat(store.referrals().openEpisode(OPERATOR, unknown, LINK_WORKERS.id()))
                .isEmpty();
        assertThat(store.rows("open_episode")).isZero();
    }

    @Test
    void tellsOfEachReferralWhatTheOthersPutIntoTheRecord() {
        Referral first = committed(opening(LINK_WORKERS, standing()));
        Referral second = committed(opening(LINK_WORKERS, standing()));
        Change seen = TestChanges.withEntry(TestChanges.next(first, EventType.ACCEPTED, noNote()));
        store.journal().commit(seen, 1);

        assertThat(store.referrals().entriesBeside(OPERATOR, second)).isEqualTo(seen.recordEntries());
        assertThat(store.referrals().entriesBeside(OPERATOR, seen.referral())).isEmpty();
    }

    private Optional<Episode> standing() {
        return store.referrals().openEpisode(OPERATOR, PERSON, LINK_WORKERS.id());
    }

    private static Change opening(Party worker, Optional<Episode> standing) {
        return TestChanges.opening(GP_SYSTEM, worker, TestChanges.draft(PERSON), Optional.empty(), standing);
    }

    private Referral committed(Change change) {
        assertThat(store.journal().commit(change, 0)).isEqualTo(new Commit.Committed());
        return change.referral();
    }

    private void close(Referral referral) {
        store.journal().commit(TestChanges.next(referral, EventType.MOVED_AWAY, noNote()), referral.version());
    }
}
