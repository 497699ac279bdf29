package org.linkway.routes.inbound;

import java.util.List;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.workflow.ReferralSafety;

/** Lets a referral through that is safe to open. */
public final class CheckReferral {
    private final ReferralSafety safety;

    public CheckReferral(ReferralSafety safety) {
        this.safety = safety;
    }

    TranslatedMessage check(TranslatedMessage translated) {
        List<Issue> objections = safety.objections(translated.draft()).stream()
                .map(sentence -> Issue.error(GatewayError.INVARIANT, sentence))
                .toList();
        if (!objections.isEmpty()) {
            throw RejectedMessage.forGood(translated.valid().claimed(), objections);
        }
        return translated;
    }
}
