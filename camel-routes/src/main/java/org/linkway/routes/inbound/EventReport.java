package org.linkway.routes.inbound;

import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.Role;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Party;

/**
 * An event as it came in.
 *
 * @param as the role in which it is reported, where that does not follow from the party: what a service says that Linkway asked
 * @param expectedVersion the version of the referral that the reporter saw ({@code If-Match}); empty where it did not say
 */
public record EventReport(
        Party party, UUID referralId, Optional<Role> as, EventSubmission submission, Optional<Long> expectedVersion) {
    public EventReport(Party party, UUID referralId, EventSubmission submission, Optional<Long> expectedVersion) {
        this(party, referralId, Optional.empty(), submission, expectedVersion);
    }
}
