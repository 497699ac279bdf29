package org.linkway.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.Concern;
import org.linkway.referral.Episode;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.Opening;
import org.linkway.referral.Published;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralRequest;
import org.linkway.referral.Role;
import org.linkway.workflow.Change.EpisodeStep;
import org.linkway.workflow.WorkPolicy.OpeningConcern;
import org.linkway.workflow.WorkPolicy.SecondReferral;

/** Opens a referral: it is REQUESTED, and on its way to the link workers' platform. */
public final class OpenReferral {
    private final Consequences consequences;
    private final WorkPolicy policy;
    private final Ids ids;

    public OpenReferral(CodingPolicy codingPolicy, WorkPolicy policy, ReferralTimers timers, Ids ids) {
        this.consequences = new Consequences(codingPolicy, policy, timers, ids);
        this.policy = policy;
        this.ids = ids;
    }

    /** Whether a referral of somebody who is with the service already is refused. */
    public boolean refuses(Optional<Episode> standing) {
        return standing.isPresent() && policy.secondReferral() == SecondReferral.REFUSE;
    }

    /** A referral that came in from elsewhere. */
    public record Request(
            UUID id, Party sender, String worker, ReferralDraft draft, Optional<Published> published, RecordedBy by) {}

    /** @param standing the episode in which the person is with the service already */
    public Change open(Request request, Optional<Episode> standing, Instant now) {
        List<UUID> beside = standing.map(Episode::standing).orElse(List.of());
        ReferralEvent received = event(
                EventType.RECEIVED,
                request.by(),
                new Opening(Optional.empty(), Optional.of(request.draft()), beside),
                now);
        Referral opened = Referral.open(
                request.id(),
                request.sender().id(),
                request.worker(),
                standing.map(Episode::id).orElseGet(ids::next),
                request.draft(),
                request.published(),
                received);
        List<ReferralEvent> events = new ArrayList<>(List.of(received));
        for (Concern concern : concerns(request.draft().request())) {
            events.add(event(EventType.CONCERN_RAISED, request.by(), concern, now));
        }
        return consequences.of(
                Optional.empty(),
                after(opened, events.subList(1, events.size())),
                events,
                Role.SENDER,
                standing.isPresent() ? EpisodeStep.JOINS : EpisodeStep.BEGINS,
                List.of(),
                now);
    }

    private static Referral after(Referral opened, List<ReferralEvent> events) {
        Referral referral = opened;
        for (ReferralEvent event : events) {
            referral = referral.after(event);
        }
        return referral;
    }

    private ReferralEvent event(EventType type, RecordedBy by, EventDetail detail, Instant now) {
        return new ReferralEvent(ids.next(), type, now, by, now, ReferralEvent.SCHEMA_VERSION, detail);
    }

    private List<Concern> concerns(ReferralRequest request) {
        List<Concern> concerns = new ArrayList<>();
        if (policy.concernsOnOpening().contains(OpeningConcern.SAFEGUARDING)) {
            request.safeguarding()
                    .ifPresent(words ->
                            concerns.add(new Concern(Optional.of(Concern.Kind.SAFEGUARDING), Optional.of(words))));
        }
        if (policy.concernsOnOpening().contains(OpeningConcern.RISKS)
                && !request.risks().stated().isEmpty()) {
            String words = String.join("; ", request.risks().stated());
            concerns.add(new Concern(Optional.of(Concern.Kind.RISK), Optional.of(words)));
        }
        return concerns;
    }
}
