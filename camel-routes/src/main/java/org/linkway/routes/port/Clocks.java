package org.linkway.routes.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.Referral;
import org.linkway.referral.TimerKind;
import org.linkway.workflow.Party;
import org.linkway.workflow.Timer;

/** The clocks that run on referrals. They are written with each change of a referral. */
public interface Clocks {
    /**
     * All referrals on which a clock has run out and has not been heard yet: first those with a concern that nobody has
     * acknowledged, then the longest overdue first.
     */
    List<UUID> ringing(Instant now);

    /** Sets the clocks of a referral as they follow from it now, unless it has moved on. */
    void set(Referral referral, List<Timer> timers);

    /**
     * What is overdue, as a party may see it: the longest first.
     *
     * @param kinds those wanted; empty for all
     */
    List<Overdue> overdue(Party party, Set<TimerKind> kinds, Instant now, int limit);

    /**
     * Something that somebody should have done.
     *
     * @param about the onward referral or event that it is about; empty for the referral itself
     * @param nextAt when the clock says so again
     */
    record Overdue(UUID referral, TimerKind kind, Optional<UUID> about, Instant dueAt, Instant nextAt) {}
}
