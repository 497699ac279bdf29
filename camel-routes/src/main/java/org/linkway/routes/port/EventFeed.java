package org.linkway.routes.port;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.ReferralEvent;
import org.linkway.workflow.Party;

/** Everything that happened to a party's referrals, in the order in which it was recorded. */
public interface EventFeed {
    /** Whether the party can name this event as the last one it has read. */
    boolean knows(Party party, UUID eventId);

    /**
     * The events that were recorded after one.
     *
     * @param after the id of the last event read; empty for the first page
     */
    List<Entry> after(Party party, Optional<UUID> after, int limit);

    /** @param version of the referral that the event made */
    record Entry(UUID referral, long version, ReferralEvent event) {}
}
