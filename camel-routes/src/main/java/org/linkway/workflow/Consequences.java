package org.linkway.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.Concern;
import org.linkway.referral.OnwardKind;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Priority;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;
import org.linkway.referral.TimerKind;
import org.linkway.workflow.Change.EpisodeStep;

/** What follows from events: entries for the record, deliveries, clocks. */
final class Consequences {
    private final CodingPolicy codingPolicy;
    private final WorkPolicy workPolicy;
    private final ReferralTimers timers;
    private final Ids ids;

    Consequences(CodingPolicy codingPolicy, WorkPolicy workPolicy, ReferralTimers timers, Ids ids) {
        this.codingPolicy = codingPolicy;
        this.workPolicy = workPolicy;
        this.timers = timers;
        this.ids = ids;
    }

    /**
     * The change that events make which have just been applied.
     *
     * @param before the referral as it was; empty where it was not there yet
     * @param inEpisode what other referrals of the same episode have put, or will put, into the record
     */
    Change of(
            Optional<Referral> before,
            Referral after,
            List<ReferralEvent> events,
            Role by,
            EpisodeStep episode,
            List<RecordEntry> inEpisode,
            Instant now) {
        List<RecordEntry> entries = new ArrayList<>();
        List<RecordEntry> moved = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        if (before.isEmpty() || by != Role.WORKER) {
            UUID toldBy = toldBy(before, events);
            deliveries.add(push(before, after, events, toldBy, now));
        }
        for (ReferralEvent event : events) {
            List<RecordEntry> corrected = EntryRevisions.by(event, after);
            moved.addAll(corrected);
            PutRight putRight = before.map(then -> PutRight.by(event, then, after, ids))
                    .orElseGet(() -> new PutRight(List.of(), List.of()));
            moved.addAll(putRight.moved());
            entries.addAll(putRight.anew());
            if (corrected.isEmpty()) {
                entries.addAll(codingPolicy.entriesFor(after.planning(entries), event, inEpisode, ids));
            }
            if (mustNotWait(event)) {
                deliveries.add(delivery(
                        after, Delivery.Kind.CONCERN_TO_PERSON, after.worker() + "/concerns", event.id(), now));
            }
        }
        Stream.concat(entries.stream(), moved.stream())
                .map(entry -> delivery(
                        after,
                        Delivery.Kind.ENTRY_TO_RECORD,
                        RecordDestination.of(after.person().registeredPractice()),
                        entry.id(),
                        now))
                .forEach(deliveries::add);
        changedOnward(before, after).stream()
                .filter(onward -> by != Role.RECEIVER
                        || events.stream().noneMatch(it -> it.detail().isAbout(onward.id())))
                .forEach(onward -> deliveries.add(delivery(
                        after,
                        Delivery.Kind.ONWARD_TO_SERVICE,
                        onward.service().id().orElseThrow(),
                        onward.id(),
                        now)));
        before.flatMap(then -> SenderResponses.of(then, after, events, by))
                .flatMap(event -> response(after, event, now))
                .ifPresent(deliveries::add);
        Referral planned = after.planning(entries).revising(moved);
        return new Change(
                        planned, events, entries, deliveries, timers.of(planned), episode, List.of(), Optional.empty())
                .moving(moved);
    }

    /** By a queue of its own where it is urgent: each push holds the whole referral and its version, so none has to wait. */
    private Delivery push(
            Optional<Referral> before, Referral referral, List<ReferralEvent> events, UUID toldBy, Instant now) {
        Priority priority = referral.request().priority();
        boolean becameUrgent = priority != Priority.ROUTINE
                && before.filter(then -> then.request().priority() == priority).isEmpty();
        return becameUrgent || events.stream().anyMatch(Consequences::mustNotWait)
                ? delivery(
                        referral, Delivery.Kind.URGENT_REFERRAL_TO_WORKER, referral.worker() + "/urgent", toldBy, now)
                : delivery(referral, Delivery.Kind.REFERRAL_TO_WORKER, referral.worker(), toldBy, now);
    }

    private Optional<Delivery> response(Referral referral, ReferralEvent event, Instant now) {
        return referral.conversation()
                .replyService()
                .filter(workPolicy.answeredServices()::contains)
                .map(service ->
                        delivery(referral, Delivery.Kind.RESPONSE_TO_SENDER, "bars/" + service, event.id(), now));
    }

    /** One message for the whole change, which holds the whole referral: that it was opened, or what happened last. */
    private static UUID toldBy(Optional<Referral> before, List<ReferralEvent> events) {
        return events.get(before.isEmpty() ? 0 : events.size() - 1).id();
    }

    private static boolean mustNotWait(ReferralEvent event) {
        return event.detail() instanceof Concern
                || (event.detail() instanceof ClockNotice notice
                        && notice.timer().equals(Optional.of(TimerKind.CONCERN)));
    }

    /**
     * Onward referrals of which a service's own system has to hear: the new ones, those that were cancelled, and all of a
     * referral that should never have been, whether they had ended or not.
     */
    private List<OnwardReferral> changedOnward(Optional<Referral> before, Referral after) {
        boolean mistaken = after.status() == ReferralStatus.ENTERED_IN_ERROR
                && before.filter(then -> then.status() != ReferralStatus.ENTERED_IN_ERROR)
                        .isPresent();
        return after.work().onward().stream()
                .filter(it -> it.kind() == OnwardKind.REFERRAL)
                .filter(it -> it.service()
                        .id()
                        .filter(workPolicy.connectedServices()::contains)
                        .isPresent())
                .filter(it -> before.flatMap(then -> then.work().onward(it.id()))
                        .map(then -> mistaken || (then.status().isOpen() && it.status() == ReferralStatus.CANCELLED))
                        .orElse(true))
                .toList();
    }

    private Delivery delivery(Referral referral, Delivery.Kind kind, String destination, UUID subject, Instant now) {
        return Delivery.of(ids.next(), referral.id(), kind, destination, subject, now);
    }
}
