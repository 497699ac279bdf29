package org.linkway.translation;

import java.util.Optional;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.ReferralStatus;

/**
 * What a service tells by a BaRS response about a referral that Linkway sent on.
 *
 * @param answers the id of the Bundle that brought it
 * @param from the service that tells it ({@code MessageHeader.source.endpoint})
 * @param update how it stands, for the onward referral whose id {@code answers} is
 */
public record OnwardReport(String answers, Optional<ServiceAddress> from, OnwardUpdate update) {

    /** As it can be said of how the referral stands: only what was not taken up yet can be rejected; later, it failed. */
    public OnwardUpdate updateOf(OnwardReferral standing) {
        boolean failed = update.status().equals(Optional.of(ReferralStatus.REJECTED))
                && standing.status() != ReferralStatus.REQUESTED;
        return new OnwardUpdate(
                update.onward(),
                failed ? Optional.of(ReferralStatus.FAILED) : update.status(),
                update.reasonText(),
                update.firstVisitAccompanied(),
                update.endsOn(),
                update.outcome());
    }
}
