package org.linkway.routes.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.TestReferrals;
import org.linkway.routes.InMemoryStore;
import org.linkway.routes.RouteId;
import org.linkway.routes.StartedRoutes;
import org.linkway.routes.TestParties;
import org.linkway.routes.TestRoutes;
import org.linkway.workflow.Change;
import org.linkway.workflow.TestPolicies;

class RingTimerRouteTest {
    private static final Instant DUE = TestReferrals.RECEIVED_AT.plus(Duration.ofDays(2));

    /** A store in which somebody else may have been faster. */
    private static final class ContendedStore extends InMemoryStore {
        private boolean movedOn;

        @Override
        public Commit commit(Change change, long expectedVersion) {
            return movedOn ? new Commit.Stale() : super.commit(change, expectedVersion);
        }
    }

    private final ContendedStore store = new ContendedStore();
    private final Referral referral = TestReferrals.opened();

    @BeforeEach
    void openReferral() {
        store.put(referral);
        TestRoutes.publish(store);
    }

    @Test
    void saysWhatHasRunOutAndTellsTheWorker() throws Exception {
        assertThat(ringAt(DUE)).isTrue();

        Change change = store.commits().get(0);
        assertThat(change.events()).extracting(ReferralEvent::type).containsExactly(EventType.NUDGED);
        assertThat(change.deliveries()).hasSize(1);
        assertThat(change.resources()).isNotEmpty();
        assertThat(store.clocksSet()).isEmpty();
    }

    @Test
    void saysItOnceHoweverOftenItIsWoken() throws Exception {
        ringAt(DUE);

        assertThat(ringAt(DUE)).isFalse();
        assertThat(store.commits()).hasSize(1);
    }

    @Test
    void leavesItToTheNextRoundWhereTheReferralMovedOn() throws Exception {
        store.movedOn = true;

        assertThat(ringAt(DUE)).isFalse();
    }

    /** What was stored says that a clock rings, and by what happened since, or by another configuration, it does not. */
    @Test
    void setsTheClocksAnewWhereNoneHasRunOut() throws Exception {
        assertThat(ringAt(DUE.minusSeconds(1))).isFalse();

        assertThat(store.commits()).isEmpty();
        assertThat(store.clocksSet()).isEqualTo(Map.of(referral.id(), TestPolicies.TIMERS.of(referral)));
    }

    private boolean ringAt(Instant now) throws Exception {
        try (StartedRoutes routes = new StartedRoutes(List.of(new RingTimerRoute(new RingTimers(
                TestRoutes.recordEvent(),
                store,
                TestRoutes.commitChange(store),
                store,
                TestPolicies.TIMERS,
                TestParties.LINKWAY,
                Clock.fixed(now, ZoneOffset.UTC)))))) {
            return routes.request(RouteId.RECOVERY_TIMER_RING, referral.id(), Boolean.class);
        }
    }
}
