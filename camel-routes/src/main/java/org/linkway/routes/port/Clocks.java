package org.linkway.routes.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.TimerKind;
import org.linkway.workflow.Party;

/** The clocks that run on referrals. They are written with each change of a referral. */
public interface Clocks {
    /** The referrals on which a clock has run out and has not been heard yet, the longest overdue first. */
    List<UUID> ringing(Instant now, int limit);

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
     * @param escalated whether it was told to more than whoever has to act
     */
    record Overdue(UUID referral, TimerKind kind, Optional<UUID> about, Instant dueAt, boolean escalated) {}
}
