package org.linkway.routes.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.Issue;
import org.linkway.referral.ReferralDraft;
import org.linkway.translation.Mapped;
import org.linkway.translation.ReferralTranslation;

/** Turns the Bundle into the referral that it asks for. */
public final class TranslateMessage {
    private final ReferralTranslation translation;

    public TranslateMessage(ReferralTranslation translation) {
        this.translation = translation;
    }

    TranslatedMessage translate(ValidMessage valid) {
        return draft(valid)
                .match(
                        (draft, warnings) -> new TranslatedMessage(
                                valid,
                                draft,
                                translation.intent(valid.reading()),
                                translation.reason(valid.reading()),
                                all(valid, warnings)),
                        issues -> {
                            throw RejectedMessage.forGood(valid.claimed(), all(valid, issues));
                        });
    }

    private Mapped<ReferralDraft> draft(ValidMessage valid) {
        Optional<String> correlationId = valid.claimed().message().correlationId();
        return valid.claimed()
                .gathered()
                .map(gathering -> translation.toModel(valid.reading(), gathering, correlationId))
                .orElseGet(() -> translation.toModel(valid.reading(), correlationId));
    }

    private static List<Issue> all(ValidMessage valid, List<Issue> more) {
        List<Issue> all = new ArrayList<>(valid.reading().issues());
        all.addAll(more);
        return valid.claimed().inTheirPlaces(all);
    }
}
