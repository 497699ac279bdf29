package org.linkway.routes.recovery;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.Referral;
import org.linkway.routes.inbound.CommitChange;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Change;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordEvent;

/** Says on one referral what its clocks have to say now. Two nodes that do it at once say it once. */
public final class RingTimers {
    private final RecordEvent recordEvent;
    private final Referrals referrals;
    private final CommitChange commitChange;
    private final Party linkway;
    private final Clock clock;

    public RingTimers(
            RecordEvent recordEvent, Referrals referrals, CommitChange commitChange, Party linkway, Clock clock) {
        this.recordEvent = recordEvent;
        this.referrals = referrals;
        this.commitChange = commitChange;
        this.linkway = linkway;
        this.clock = clock;
    }

    /** Whether it was said; where the referral moved on in between, the next round looks again. */
    boolean ring(UUID referralId) {
        Referral referral = referrals.find(linkway, referralId).orElseThrow();
        Instant now = clock.instant();
        Optional<Change> change = recordEvent.ring(referral, now);
        return change.map(it -> commitChange.commit(referral, it, now))
                .filter(Commit.Committed.class::isInstance)
                .isPresent();
    }
}
