package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/**
 * The sender does not want the referral any more.
 *
 * @param under the sender's policy, which says from where this takes effect at once; none for a request that may be refused
 * @param abortTask the Task by which the sender asked and by which it is answered, where it asked so
 */
public record Cancellation(Optional<String> reasonText, Optional<SenderPolicy> under, Optional<String> abortTask)
        implements EventDetail {
    @Override
    public List<Gap> conflicts(Referral referral) {
        return under
                .filter(policy -> !policy.cancelsAtOnceFrom(referral.status()))
                .map(policy -> new Gap(
                        "status",
                        "Under the policy " + policy.code() + " a referral that is "
                                + referral.status().code()
                                + " is not cancelled at once: the link worker has to agree. Post an abort Task: code"
                                + " 'abort', with focus on the Task of the referral."))
                .stream()
                .toList();
    }

    @Override
    public List<String> inWords() {
        return List.of(
                reasonText.map(reason -> "Cancelled by the sender: " + reason).orElse("Cancelled by the sender."));
    }
}
