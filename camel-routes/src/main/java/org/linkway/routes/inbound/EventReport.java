package org.linkway.routes.inbound;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.linkway.referral.Role;
import org.linkway.workflow.Change;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Party;

/**
 * Events as they came in, told together.
 *
 * @param as the role in which they are reported, where that does not follow from the party: what a service says that Linkway
 *     asked
 * @param expectedVersion the version of the referral that the reporter saw ({@code If-Match}); empty where it did not say
 * @param with what is committed together with the events, beside what follows from them
 */
public record EventReport(
        Party party,
        UUID referralId,
        Optional<Role> as,
        List<EventSubmission> submissions,
        Optional<Long> expectedVersion,
        UnaryOperator<Change> with) {
    public EventReport {
        submissions = List.copyOf(submissions);
    }

    /** One event, as a link workers' system reports it. */
    public EventReport(Party party, UUID referralId, EventSubmission submission, Optional<Long> expectedVersion) {
        this(party, referralId, Optional.empty(), List.of(submission), expectedVersion, change -> change);
    }
}
