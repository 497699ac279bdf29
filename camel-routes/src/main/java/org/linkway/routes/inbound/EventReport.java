package org.linkway.routes.inbound;

import java.util.Optional;
import java.util.UUID;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Party;

/**
 * An event as it came in.
 *
 * @param expectedVersion the version of the referral that the reporter saw ({@code If-Match}); empty where it did not say
 */
public record EventReport(Party party, UUID referralId, EventSubmission submission, Optional<Long> expectedVersion) {}
