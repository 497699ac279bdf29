package org.linkway.routes.inbound;

import org.linkway.referral.RecordedBy;
import org.linkway.referral.ReferralDraft;
import org.linkway.workflow.Party;

/**
 * A referral that the service took itself: by telephone, from the person, from a partner without FHIR.
 *
 * @param party the service
 * @param by who took it
 */
public record OwnReferral(Party party, ReferralDraft draft, RecordedBy by) {}
