package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.NOON;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.OTHER_GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.noNote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.Referrals.Filter;
import org.linkway.workflow.Change;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;

@OnBothDatabases
class PublishedResourcesIT {
    private final TestDatabase database;
    private TestStore store;

    PublishedResourcesIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        database.emptied();
        store = storeAt(Clock.systemUTC());
    }

    @Test
    void keepsEveryVersionOfAResource() {
        Change opening = committed(TestChanges.opening(), 0);
        Change accepted = committed(TestChanges.next(opening.referral(), EventType.ACCEPTED, noNote()), 1);

        Version current = read(GP_SYSTEM, opening.referral()).orElseThrow();

        assertThat(current.version()).isEqualTo(2);
        assertThat(current.resource()).isEqualTo(accepted.resources().get(0));
        Version first = store.resources()
                .read(GP_SYSTEM, "Task", current.resource().id(), 1)
                .orElseThrow();
        assertThat(first.resource()).isEqualTo(opening.resources().get(0));
        assertThat(first.lastUpdated()).isBefore(current.lastUpdated());
        assertThat(store.resources().read(GP_SYSTEM, "Task", current.resource().id(), 3))
                .isEmpty();
    }

    @Test
    void givesAResourceThatDidNotChangeNoNewVersion() {
        Change opening = committed(TestChanges.opening(), 0);
        Version first = read(GP_SYSTEM, opening.referral()).orElseThrow();

        committed(
                TestChanges.next(opening.referral(), EventType.ACCEPTED, noNote())
                        .publishing(opening.resources()),
                1);

        assertThat(read(GP_SYSTEM, opening.referral())).contains(first);
    }

    @Test
    void showsAResourceToItsPartyAndToOperatorsOnly() {
        Change opening = committed(TestChanges.opening(), 0);
        String id = opening.referral().published().orElseThrow().taskId();

        for (Party party : List.of(OTHER_GP_SYSTEM, LINK_WORKERS)) {
            assertThat(store.resources().read(party, "Task", id)).isEmpty();
            assertThat(store.resources().read(party, "Task", id, 1)).isEmpty();
        }
        assertThat(store.resources().read(OPERATOR, "Task", id)).isPresent();
        assertThat(store.resources().read(OPERATOR, "Task", id, 1)).isPresent();
        assertThat(store.resources().read(GP_SYSTEM, "ServiceRequest", id)).isEmpty();
    }

    @Test
    void stampsEachCommitLaterThanTheOneBeforeEvenWhereAClockIsBehind() {
        Change ahead = committed(TestChanges.opening(), 0);
        Instant seen = read(OPERATOR, ahead.referral()).orElseThrow().lastUpdated();

        TestStore behind = storeAt(new TestClock(NOON.minus(Duration.ofDays(3650))));
        Change late = TestChanges.opening();
        assertThat(behind.journal().commit(late, 0)).isEqualTo(new Commit.Committed());

        assertThat(read(OPERATOR, late.referral()).orElseThrow().lastUpdated()).isAfter(seen);
    }

    /** Each thread looks, right before its commit, for the latest stamp that anybody can see: its own must be later. */
    @Test
    void makesNothingVisibleWithAStampEarlierThanOneAlreadySeen() throws Exception {
        int threads = 12;
        int commitsEach = 20;

        List<Long> violations = Together.run(
                threads,
                number -> IntStream.range(0, commitsEach)
                        .filter(round -> {
                            Change change = TestChanges.opening();
                            Instant seen = latestStamp();
                            store.journal().commit(change, 0);
                            Instant stamped = read(OPERATOR, change.referral())
                                    .orElseThrow()
                                    .lastUpdated();
                            return !stamped.isAfter(seen);
                        })
                        .count());

        assertThat(violations).containsOnly(0L);
        assertThat(store.jdbc()
                        .sql("select count(distinct last_updated) from resource_version")
                        .query(Integer.class)
                        .single())
                .isEqualTo(threads * commitsEach);
    }

    /** A reader who pages while referrals are opened sees each of them once, in the end. */
    @Test
    void hidesNothingFromAReaderWhoPagesWhileReferralsAreOpened() throws Exception {
        int writers = 8;
        int openingsEach = 20;

        List<List<UUID>> read = Together.run(writers + 1, number -> {
            if (number > 0) {
                IntStream.range(0, openingsEach).forEach(round -> committed(TestChanges.opening(), 0));
                return List.of();
            }
            return pageUntil(writers * openingsEach);
        });

        assertThat(read.get(0)).hasSize(writers * openingsEach).doesNotHaveDuplicates();
    }

    private List<UUID> pageUntil(int expected) {
        List<UUID> seen = new ArrayList<>();
        Instant deadline = Instant.now().plusSeconds(20);
        while (seen.size() < expected && Instant.now().isBefore(deadline)) {
            Optional<UUID> after = seen.isEmpty() ? Optional.empty() : Optional.of(seen.get(seen.size() - 1));
            store.referrals().list(OPERATOR, Filter.none(), after, 7).forEach(referral -> seen.add(referral.id()));
        }
        return seen;
    }

    @Test
    void keepsAResourceLargerThanAMebibyte() {
        PublishedResource large = new PublishedResource("Binary", "large", GP_SYSTEM.id(), "x".repeat(2_000_000));
        committed(TestChanges.opening().publishing(List.of(large)), 0);

        assertThat(store.resources()
                        .read(GP_SYSTEM, "Binary", "large")
                        .orElseThrow()
                        .resource())
                .isEqualTo(large);
    }

    private TestStore storeAt(Clock clock) {
        return new TestStore(database.dataSource(), TestQueue.on(database.dataSource()), clock);
    }

    private Instant latestStamp() {
        return store.jdbc()
                .sql("select max(last_updated) from resource_version")
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
    }

    private Optional<Version> read(Party party, Referral referral) {
        return store.resources()
                .read(party, "Task", referral.published().orElseThrow().taskId());
    }

    private Change committed(Change change, long expectedVersion) {
        assertThat(store.journal().commit(change, expectedVersion)).isEqualTo(new Commit.Committed());
        return change;
    }
}
