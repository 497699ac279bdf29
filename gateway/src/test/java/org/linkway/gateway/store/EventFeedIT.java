package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.OTHER_LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.noNote;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.routes.port.EventFeed.Entry;
import org.linkway.workflow.Change;

@OnBothDatabases
class EventFeedIT {
    private final TestDatabase database;
    private TestStore store;

    EventFeedIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), Clock.systemUTC());
    }

    @Test
    void tellsEventsOfAllReferralsInTheOrderInWhichTheyWereCommitted() {
        Change one = committed(TestChanges.opening(), 0);
        Change other = committed(TestChanges.opening(), 0);
        Change accepted = committed(next(one, EventType.ACCEPTED), 1);
        Change rejected = committed(next(other, EventType.MOVED_AWAY), 1);
        Change seen = committed(next(accepted, EventType.SEEN), 2);

        List<Entry> all = page(Optional.empty(), 10);

        assertThat(all).containsExactly(entry(one), entry(other), entry(accepted), entry(rejected), entry(seen));
        assertThat(page(Optional.of(all.get(1).event().id()), 2)).isEqualTo(all.subList(2, 4));
        assertThat(page(Optional.of(all.get(4).event().id()), 2)).isEmpty();
    }

    @Test
    void tellsAWorkerOfItsOwnReferralsOnly() {
        Change mine = committed(TestChanges.opening(GP_SYSTEM, LINK_WORKERS), 0);
        Change theirs = committed(TestChanges.opening(GP_SYSTEM, OTHER_LINK_WORKERS), 0);

        assertThat(page(Optional.empty(), 10)).containsExactly(entry(mine));
        assertThat(store.feed().knows(LINK_WORKERS, entry(mine).event().id())).isTrue();
        assertThat(store.feed().knows(LINK_WORKERS, entry(theirs).event().id())).isFalse();
        assertThat(store.feed().knows(LINK_WORKERS, UUID.randomUUID())).isFalse();
    }

    @Test
    void missesNothingThoughItIsReadWhileManyWrite() throws Exception {
        CompletableFuture<List<Referral>> writing = CompletableFuture.supplyAsync(() -> {
            try {
                return Together.run(12, number -> threeEvents());
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        Set<UUID> read = new LinkedHashSet<>();
        Optional<UUID> last = Optional.empty();
        while (true) {
            boolean finished = writing.isDone();
            List<Entry> page = page(last, 3);
            page.forEach(entry -> read.add(entry.event().id()));
            if (page.isEmpty() && finished) {
                break;
            }
            last = page.isEmpty()
                    ? last
                    : Optional.of(page.get(page.size() - 1).event().id());
        }

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(writing.get().stream()
                        .flatMap(referral -> referral.events().stream())
                        .map(ReferralEvent::id)
                        .toList());
    }

    private Referral threeEvents() {
        Change opened = committed(TestChanges.opening(), 0);
        Change accepted = committed(next(opened, EventType.ACCEPTED), 1);
        return committed(next(accepted, EventType.SEEN), 2).referral();
    }

    private static Change next(Change before, EventType type) {
        return TestChanges.next(before.referral(), type, noNote());
    }

    private Change committed(Change change, long expectedVersion) {
        store.journal().commit(change, expectedVersion);
        return change;
    }

    private static Entry entry(Change change) {
        return new Entry(change.referral().id(), change.referral().version(), TestChanges.event(change));
    }

    private List<Entry> page(Optional<UUID> after, int limit) {
        return new ArrayList<>(store.feed().after(LINK_WORKERS, after, limit));
    }
}
