package org.linkway.routes.inbound;

import java.util.List;
import org.linkway.fhir.validation.Issue;
import org.linkway.referral.ReferralDraft;

/** A message and the referral that it asks for, with what its sender should be told about it. */
record TranslatedMessage(ValidMessage valid, ReferralDraft draft, List<Issue> warnings) {}
