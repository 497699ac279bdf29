package org.linkway.routes.inbound;

import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.Issue;
import org.linkway.referral.ReferralDraft;
import org.linkway.workflow.Intent;

/**
 * A message and the referral that it asks for, with what its sender should be told about it.
 *
 * @param intent what the sender means: to open the referral, or something about one that stands
 * @param reason why, in words, where it is about one that stands
 */
record TranslatedMessage(
        ValidMessage valid, ReferralDraft draft, Intent intent, Optional<String> reason, List<Issue> warnings) {
    boolean opens() {
        return intent == Intent.OPENS;
    }
}
