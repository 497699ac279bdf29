package org.linkway.referral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One of the services that a referral led to, with a life of its own.
 *
 * @param id of the event that made it
 * @param service to which the person is connected
 * @param since when it was made
 * @param inHandSince when the person could first go there; a check-in is due some weeks later
 * @param goal which goal of the plan it serves, counted from 1
 * @param accompanyFirstVisit whether somebody is to come along the first time
 * @param firstVisitAccompanied whether somebody did
 * @param endsOn the last day of what is limited in time; empty for what goes on
 * @param follows the onward referral that this one goes on from: the next course, the deeper level
 * @param checkedInAt when the person was last asked how it goes
 * @param nextCheckIn when the person is asked again, where that was agreed
 */
public record OnwardReferral(
        UUID id,
        OnwardKind kind,
        OnwardService service,
        ReferralStatus status,
        Instant since,
        Optional<Instant> inHandSince,
        Instant lastHeardAt,
        Optional<String> reason,
        Optional<Integer> goal,
        boolean accompanyFirstVisit,
        boolean firstVisitAccompanied,
        Optional<LocalDate> endsOn,
        Optional<UUID> follows,
        Optional<OnwardOutcome> outcome,
        Optional<String> statusReason,
        Optional<Instant> checkedInAt,
        Optional<LocalDate> nextCheckIn,
        Optional<String> nextStep) {

    private static final Set<OnwardOutcome> FAILURES =
            EnumSet.of(OnwardOutcome.TRIED_DID_NOT_LIKE, OnwardOutcome.NEEDS_MORE_SUPPORT, OnwardOutcome.DID_NOT_GO);

    static OnwardReferral made(ReferralEvent event, OnwardKind kind, Connection connection) {
        boolean inHand = kind != OnwardKind.REFERRAL;
        return new OnwardReferral(
                event.id(),
                kind,
                connection.service().orElseThrow(),
                inHand ? ReferralStatus.IN_PROGRESS : ReferralStatus.REQUESTED,
                event.occurredAt(),
                inHand ? Optional.of(event.occurredAt()) : Optional.empty(),
                event.occurredAt(),
                connection.reason(),
                connection.goal(),
                connection.accompanyFirstVisit().orElse(false),
                false,
                connection.endsOn(),
                connection.follows(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    OnwardReferral updated(OnwardUpdate update, Instant at) {
        ReferralStatus now = update.status().orElse(status);
        boolean reachable = now == ReferralStatus.ACCEPTED || now == ReferralStatus.IN_PROGRESS;
        return new OnwardReferral(
                id,
                kind,
                service,
                now,
                since,
                inHandSince.or(() -> reachable ? Optional.of(at) : Optional.empty()),
                at,
                reason,
                goal,
                accompanyFirstVisit,
                firstVisitAccompanied || update.firstVisitAccompanied().orElse(false),
                update.endsOn().or(() -> endsOn),
                follows,
                update.outcome().or(() -> outcome),
                update.reasonText().or(() -> statusReason),
                checkedInAt,
                nextCheckIn,
                nextStep);
    }

    OnwardReferral checkedIn(CheckIn checkIn, Instant at) {
        return new OnwardReferral(
                id,
                kind,
                service,
                checkIn.outcome().map(OnwardOutcome::leaves).orElse(status),
                since,
                inHandSince.or(() -> Optional.of(at)),
                at,
                reason,
                goal,
                accompanyFirstVisit,
                firstVisitAccompanied || checkIn.firstVisitAccompanied().orElse(false),
                endsOn,
                follows,
                checkIn.outcome(),
                statusReason,
                Optional.of(at),
                checkIn.nextCheckIn(),
                checkIn.nextStep());
    }

    /** The referral that it is part of has ended, and with it what nobody will answer any more. */
    OnwardReferral endedWith(String why) {
        return status.isOpen()
                ? updated(
                        new OnwardUpdate(
                                Optional.of(id),
                                Optional.of(ReferralStatus.CANCELLED),
                                Optional.of(why),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        lastHeardAt)
                : this;
    }

    /** The work that led here is done, and the person goes on, or does not, without it. */
    OnwardReferral leftOnItsOwn(Optional<String> waiver) {
        if (!status.isOpen()) {
            return this;
        }
        boolean attends = outcome.equals(Optional.of(OnwardOutcome.ATTENDING));
        return updated(
                new OnwardUpdate(
                        Optional.of(id),
                        Optional.of(ReferralStatus.COMPLETED),
                        attends ? Optional.empty() : waiver.map(why -> "Not followed up: " + why),
                        Optional.empty(),
                        Optional.empty(),
                        attends ? Optional.of(OnwardOutcome.CONTINUES_ALONE) : Optional.empty()),
                lastHeardAt);
    }

    /** Whether its service owes an answer, or the person waits for it to begin. */
    public boolean isUnanswered() {
        return kind == OnwardKind.REFERRAL && (status == ReferralStatus.REQUESTED || status == ReferralStatus.ON_HOLD);
    }

    /** Whether the person is still to be asked how it goes. */
    public boolean awaitsCheckIn() {
        return status.isOpen() && inHandSince.isPresent() && (checkedInAt.isEmpty() || nextCheckIn.isPresent());
    }

    /** Whether the person was connected and it came to nothing, or the service would not have them. */
    public boolean didNotWork() {
        return outcome.map(FAILURES::contains)
                .orElse(status == ReferralStatus.REJECTED
                        || status == ReferralStatus.FAILED
                        || status == ReferralStatus.CANCELLED);
    }

    /** How it stands, for the summary in the record. */
    String inWords() {
        String words = kind.display() + " to " + service.name().orElse("a service") + ": "
                + outcome.map(OnwardOutcome::display)
                        .orElseGet(() -> Kebab.of(status).replace('-', ' '));
        if (firstVisitAccompanied) {
            words += ", first visit accompanied";
        }
        return words + statusReason.map(it -> " (" + it + ")").orElse("") + ".";
    }
}
