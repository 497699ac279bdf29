package org.linkway.routes.recovery;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.Referral;
import org.linkway.routes.inbound.CommitChange;
import org.linkway.routes.port.Clocks;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Change;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordEvent;
import org.linkway.workflow.ReferralTimers;

/** Says on one referral what its clocks have to say now. Two nodes that do it at once say it once. */
public final class RingTimers {
    private final RecordEvent recordEvent;
    private final Referrals referrals;
    private final CommitChange commitChange;
    private final Clocks clocks;
    private final ReferralTimers timers;
    private final Party linkway;
    private final Clock clock;

    public RingTimers(
            RecordEvent recordEvent,
            Referrals referrals,
            CommitChange commitChange,
            Clocks clocks,
            ReferralTimers timers,
            Party linkway,
            Clock clock) {
        this.recordEvent = recordEvent;
        this.referrals = referrals;
        this.commitChange = commitChange;
        this.clocks = clocks;
        this.timers = timers;
        this.linkway = linkway;
        this.clock = clock;
    }

    /** Whether it was said; where the referral moved on in between, the next round looks again. */
    boolean ring(UUID referralId) {
        Referral referral = referrals.find(linkway, referralId).orElseThrow();
        Instant now = clock.instant();
        Optional<Change> change = recordEvent.ring(referral, now);
        if (change.isEmpty()) {
            // The clocks are not as they follow from the referral: they were set by another configuration, or by none.
            clocks.set(referral, timers.of(referral));
        }
        return change.map(it -> commitChange.commit(referral, it, now))
                .filter(Commit.Committed.class::isInstance)
                .isPresent();
    }
}
