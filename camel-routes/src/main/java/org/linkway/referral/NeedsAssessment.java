package org.linkway.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/**
 * What the person says they need, beside what the referrer had stated: neither replaces the other.
 *
 * @param inOwnWords the person's story, as they tell it
 * @param needs what follows from it, coded or in words
 */
public record NeedsAssessment(
        Optional<String> inOwnWords,
        List<Need> needs,
        Optional<String> mattersToMe,
        List<SupportNeed> supportNeeds,
        Optional<String> note)
        implements EventDetail {
    public NeedsAssessment {
        needs = Lists.copy(needs);
        supportNeeds = Lists.copy(supportNeeds);
    }

    @Override
    public List<Gap> gaps() {
        return needs.isEmpty() && inOwnWords.filter(it -> !it.isBlank()).isEmpty()
                ? List.of(new Gap(
                        "needs", "Say what the person needs: in their own words (inOwnWords), as needs, or both."))
                : List.of();
    }

    @Override
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        inOwnWords.ifPresent(it -> words.add("In the person's words: " + it));
        needs.forEach(need -> words.add("Need: " + need.words()));
        return words;
    }
}
