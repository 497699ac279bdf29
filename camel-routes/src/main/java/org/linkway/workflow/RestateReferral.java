package org.linkway.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.linkway.referral.Cancellation;
import org.linkway.referral.Concern;
import org.linkway.referral.Consent;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.ConsentChange;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.Mistake;
import org.linkway.referral.Pending;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralRequest;
import org.linkway.referral.Reply;
import org.linkway.referral.RequestUpdate;
import org.linkway.referral.SenderPolicy;

/** What happened, where a sender sends a referral once more and it says something else. */
public final class RestateReferral {
    private final Ids ids;
    private final SenderPolicy policy;

    public RestateReferral(Ids ids, SenderPolicy policy) {
        this.ids = ids;
        this.policy = policy;
    }

    /**
     * The events that the message tells, in order.
     *
     * @param reason why, in words, where the message says so
     */
    public List<EventSubmission> events(
            Referral standing, ReferralDraft draft, Intent intent, Optional<String> reason, Party sender, Instant now) {
        return details(standing, draft, intent, reason).stream()
                .map(told -> new EventSubmission(
                        ids.next(),
                        told.type(),
                        now,
                        new RecordedBy(sender.name(), Optional.of("sender")),
                        told.detail()))
                .toList();
    }

    private record Told(EventType type, EventDetail detail) {}

    private List<Told> details(Referral standing, ReferralDraft draft, Intent intent, Optional<String> reason) {
        return switch (intent) {
            case OPENS, REPORTS -> throw new IllegalArgumentException("Such a message restates no referral.");
            case RESTATES -> restated(standing, draft, reason);
            case CANCELS ->
                List.of(new Told(
                        EventType.CANCELLED_BY_SENDER,
                        new Cancellation(reason, Optional.of(policy), Optional.empty())));
            case WAS_A_MISTAKE -> List.of(new Told(EventType.ENTERED_IN_ERROR, new Mistake(reason)));
        };
    }

    /** Concerns first: nothing else that the message says may keep them from the person who has to act. */
    private static List<Told> restated(Referral standing, ReferralDraft draft, Optional<String> reason) {
        List<Told> told = new ArrayList<>();
        newConcerns(standing.request(), draft.request())
                .forEach(concern -> told.add(new Told(EventType.CONCERN_RAISED, concern)));
        consentChange(standing.request().consent(), draft.request().consent())
                .ifPresent(change -> told.add(new Told(EventType.CONSENT_CHANGED, change)));
        told.add(new Told(
                EventType.REQUEST_UPDATED,
                new RequestUpdate(
                        Optional.of(draft.request()),
                        Optional.of(draft.person()),
                        Optional.of(draft.referrer()),
                        reason)));
        if (standing.pending().contains(Pending.INFORMATION)) {
            Optional<String> answer =
                    draft.request().reason().or(() -> reason).or(() -> Optional.of("See the updated referral."));
            told.add(new Told(EventType.INFORMATION_SUPPLIED, new Reply(answer)));
        }
        return told;
    }

    private static List<Concern> newConcerns(ReferralRequest before, ReferralRequest now) {
        List<Concern> concerns = new ArrayList<>();
        now.safeguarding()
                .filter(words -> !before.safeguarding().equals(Optional.of(words)))
                .ifPresent(
                        words -> concerns.add(new Concern(Optional.of(Concern.Kind.SAFEGUARDING), Optional.of(words))));
        String risks = now.risks().stated().stream()
                .filter(risk -> !before.risks().stated().contains(risk))
                .collect(Collectors.joining("; "));
        if (!risks.isEmpty()) {
            concerns.add(new Concern(Optional.of(Concern.Kind.RISK), Optional.of(risks)));
        }
        return concerns;
    }

    /** Only what is stated changes anything; a message that is silent about consent leaves it as it is. */
    private static Optional<ConsentChange> consentChange(Consent before, Consent now) {
        Optional<Agreement> refer = changed(before.refer(), now.refer());
        Optional<Agreement> share = changed(before.shareWithNamedProvider(), now.shareWithNamedProvider());
        Optional<FeedBack> feedBack =
                Optional.of(now.feedBack()).filter(it -> it != FeedBack.ALL && it != before.feedBack());
        return refer.isEmpty() && share.isEmpty() && feedBack.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConsentChange(refer, share, feedBack, Optional.empty()));
    }

    private static Optional<Agreement> changed(Agreement before, Agreement now) {
        return Optional.of(now).filter(it -> it != Agreement.NOT_STATED && it != before);
    }
}
