package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventDetail.Gap;

/** The person's answer for one or more purposes is another one now; what is not named stays. */
public record ConsentChange(
        Optional<Agreement> refer,
        Optional<Agreement> shareWithNamedProvider,
        Optional<FeedBack> feedBack,
        Optional<String> reasonText)
        implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return refer.isEmpty() && shareWithNamedProvider.isEmpty() && feedBack.isEmpty()
                ? List.of(new Gap(
                        "feedBack", "Say what changed: refer, shareWithNamedProvider or feedBack, with its new value."))
                : List.of();
    }

    Consent appliedTo(Consent before) {
        return new Consent(
                refer.orElse(before.refer()),
                shareWithNamedProvider.orElse(before.shareWithNamedProvider()),
                feedBack.orElse(before.feedBack()));
    }

    @Override
    public List<String> inWords() {
        return reasonText.stream().toList();
    }
}
