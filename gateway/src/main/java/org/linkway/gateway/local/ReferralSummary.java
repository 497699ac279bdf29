package org.linkway.gateway.local;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.Outcome;
import org.linkway.referral.Pending;
import org.linkway.referral.Person;
import org.linkway.referral.Published;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralRequest;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Referrer;
import org.linkway.referral.Stage;

/** A referral in a list: without what has happened to it, which is read one referral at a time. */
record ReferralSummary(
        UUID id,
        long version,
        ReferralStatus status,
        Stage stage,
        UUID episode,
        Set<Pending> pending,
        Optional<String> assignee,
        Instant receivedAt,
        Person person,
        Referrer referrer,
        ReferralRequest request,
        Optional<Published> published,
        Optional<Outcome> outcome) {

    static ReferralSummary of(Referral referral) {
        return new ReferralSummary(
                referral.id(),
                referral.version(),
                referral.status(),
                referral.stage(),
                referral.episode(),
                referral.pending(),
                referral.work().assignee(),
                referral.receivedAt(),
                referral.person(),
                referral.referrer(),
                referral.request(),
                referral.published(),
                referral.outcome());
    }
}
