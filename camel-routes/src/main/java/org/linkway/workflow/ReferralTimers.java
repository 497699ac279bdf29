package org.linkway.workflow;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.Consent;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardKind;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Pending;
import org.linkway.referral.RaisedConcern;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TimerKind;
import org.linkway.referral.WaitListing;

/**
 * Which clocks run on a referral: it follows from the events alone, so a clock needs no memory of its own and none is lost. An
 * open referral always has one.
 */
public final class ReferralTimers {
    private static final Map<Pending, TimerKind> OF_QUESTIONS = Map.of(
            Pending.INFORMATION, TimerKind.INFORMATION,
            Pending.CANCELLATION, TimerKind.CANCELLATION,
            Pending.STEP_UP, TimerKind.STEP_UP,
            Pending.DEATH_REPORT, TimerKind.DEATH_REPORT);
    private static final Map<Pending, EventType> ASKED_BY = Map.of(
            Pending.INFORMATION, EventType.INFORMATION_REQUESTED,
            Pending.CANCELLATION, EventType.CANCELLATION_REQUESTED,
            Pending.STEP_UP, EventType.STEPPED_UP,
            Pending.DEATH_REPORT, EventType.DEATH_REPORTED);
    /** What may go on while nobody is contacted. */
    private static final Set<TimerKind> WHILE_DEATH_IS_REPORTED =
            EnumSet.of(TimerKind.DEATH_REPORT, TimerKind.CONCERN, TimerKind.AGEING);

    /** What leads to contact with the person, and therefore stops while they must not be contacted. */
    private static final Set<TimerKind> LEAD_TO_CONTACT =
            EnumSet.of(TimerKind.CHECK_IN, TimerKind.CONTACT_LIMIT, TimerKind.ONWARD_ENDED);

    /** Work that was on hold goes on, whatever it waited for. */
    private static final Set<EventType> ENDS_A_WAIT =
            EnumSet.of(EventType.RESUMED, EventType.INFORMATION_SUPPLIED, EventType.DEATH_REPORT_WITHDRAWN);

    private final TimerPolicy policy;
    private final int contactLimit;

    public ReferralTimers(TimerPolicy policy, int contactLimit) {
        this.policy = policy;
        this.contactLimit = contactLimit;
    }

    /** All clocks that run now. */
    public List<Timer> of(Referral referral) {
        List<Timer> timers = new ArrayList<>();
        referral.work().concerns().stream()
                .filter(RaisedConcern::isOpen)
                .forEach(concern -> timers.add(
                        timer(referral, TimerKind.CONCERN, Optional.of(concern.event()), concern.raisedAt())));
        if (!referral.status().isOpen()) {
            return timers;
        }
        addQuestions(referral, timers);
        addUnanswered(referral, timers);
        addWaiting(referral, timers);
        addUnreached(referral, timers);
        referral.work().onward().forEach(onward -> addOnward(referral, onward, timers));
        timers.add(timer(referral, TimerKind.AGEING, Optional.empty(), lastDone(referral)));
        if (referral.pending().contains(Pending.DEATH_REPORT)) {
            timers.removeIf(timer -> !WHILE_DEATH_IS_REPORTED.contains(timer.kind()));
        }
        if (isToBeLeftAlone(referral)) {
            timers.removeIf(timer -> LEAD_TO_CONTACT.contains(timer.kind()));
        }
        return timers;
    }

    /** Until they, or whoever speaks for them, say otherwise: then the clocks run again by themselves. */
    private static boolean isToBeLeftAlone(Referral referral) {
        return referral.person().doNotContact() || referral.request().consent().refer() == Consent.Agreement.REFUSED;
    }

    private void addQuestions(Referral referral, List<Timer> timers) {
        referral.pending().stream()
                .sorted()
                .forEach(question -> timers.add(timer(
                        referral,
                        OF_QUESTIONS.get(question),
                        Optional.empty(),
                        last(referral, ASKED_BY.get(question)).orElseThrow().recordedAt())));
    }

    /** A referral that waits for the sender's answer does not wait for the service. */
    private void addUnanswered(Referral referral, List<Timer> timers) {
        if (referral.status() == ReferralStatus.REQUESTED && !referral.pending().contains(Pending.INFORMATION)) {
            Instant since = last(referral, EventType.INFORMATION_SUPPLIED)
                    .map(ReferralEvent::recordedAt)
                    .orElse(referral.receivedAt());
            timers.add(timer(referral, TimerKind.ACKNOWLEDGE, Optional.empty(), since));
        }
    }

    private void addWaiting(Referral referral, List<Timer> timers) {
        if (referral.status() != ReferralStatus.ON_HOLD) {
            return;
        }
        List<ReferralEvent> events = referral.events();
        int waitListed = lastIndex(events, it -> it.type() == EventType.WAIT_LISTED);
        if (waitListed > lastIndex(events, it -> ENDS_A_WAIT.contains(it.type()))) {
            ReferralEvent event = events.get(waitListed);
            timers.add(on(
                    referral,
                    TimerKind.WAITING_LIST,
                    Optional.empty(),
                    event.recordedAt(),
                    event.detail() instanceof WaitListing waiting ? waiting.reviewOn() : Optional.empty()));
        }
    }

    private void addUnreached(Referral referral, List<Timer> timers) {
        List<ReferralEvent> attempts = referral.attemptsInVain();
        if (attempts.size() >= contactLimit) {
            Instant since = attempts.get(attempts.size() - 1).recordedAt();
            timers.add(timer(referral, TimerKind.CONTACT_LIMIT, Optional.empty(), since));
        }
    }

    private void addOnward(Referral referral, OnwardReferral onward, List<Timer> timers) {
        Optional<UUID> about = Optional.of(onward.id());
        if (onward.kind() == OnwardKind.REFERRAL && onward.status() == ReferralStatus.REQUESTED) {
            timers.add(timer(referral, TimerKind.PROVIDER_SILENCE, about, onward.lastHeardAt()));
        } else if (onward.status() == ReferralStatus.ON_HOLD) {
            timers.add(timer(referral, TimerKind.WAITING_LIST, about, onward.lastHeardAt()));
        } else if (onward.awaitsCheckIn()) {
            timers.add(
                    on(referral, TimerKind.CHECK_IN, about, onward.inHandSince().orElseThrow(), onward.nextCheckIn()));
        } else if (cameToNothing(onward) && nothingDoneSince(referral, onward)) {
            timers.add(timer(referral, TimerKind.ONWARD_ENDED, about, onward.lastHeardAt()));
        }
    }

    private static boolean cameToNothing(OnwardReferral onward) {
        return !onward.status().isOpen() && onward.status() != ReferralStatus.COMPLETED;
    }

    private static boolean nothingDoneSince(Referral referral, OnwardReferral onward) {
        List<ReferralEvent> events = referral.events();
        int ended = lastIndex(events, it -> it.detail().isAbout(onward.id()));
        return events.subList(ended + 1, events.size()).stream().allMatch(it -> it.detail() instanceof ClockNotice);
    }

    /** When anybody but the clock last did something. */
    private static Instant lastDone(Referral referral) {
        List<ReferralEvent> events = referral.events();
        return events.get(lastIndex(events, it -> !(it.detail() instanceof ClockNotice)))
                .recordedAt();
    }

    private Timer timer(Referral referral, TimerKind kind, Optional<UUID> about, Instant since) {
        return ringing(
                referral, kind, about, since, since.plus(policy.watch(kind).first()));
    }

    /** A day that was agreed comes before the usual time. */
    private Timer on(
            Referral referral, TimerKind kind, Optional<UUID> about, Instant since, Optional<LocalDate> agreed) {
        return agreed.map(day -> ringing(
                        referral,
                        kind,
                        about,
                        since,
                        day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .orElseGet(() -> timer(referral, kind, about, since));
    }

    private Timer ringing(Referral referral, TimerKind kind, Optional<UUID> about, Instant since, Instant dueAt) {
        Instant nextAt = referral.events().stream()
                .filter(it -> it.detail() instanceof ClockNotice notice && notice.isOf(kind, about))
                .map(ReferralEvent::recordedAt)
                .filter(at -> !at.isBefore(since) && !at.isBefore(dueAt))
                .max(Comparator.naturalOrder())
                .map(rang -> rang.plus(policy.watch(kind).again()))
                .orElse(dueAt);
        return new Timer(kind, about, dueAt, nextAt);
    }

    /** What the clock has to say about a timer that has run out: the first time to whoever acts, then to more. */
    static EventType says(Referral referral, Timer timer) {
        if (timer.nextAt().isAfter(timer.dueAt()) || timer.kind() == TimerKind.CONCERN) {
            return EventType.ESCALATED;
        }
        boolean checkIn = timer.kind() == TimerKind.CHECK_IN && referral.status() == ReferralStatus.IN_PROGRESS;
        return checkIn ? EventType.CHECK_IN_DUE : EventType.NUDGED;
    }

    private static Optional<ReferralEvent> last(Referral referral, EventType type) {
        int index = lastIndex(referral.events(), it -> it.type() == type);
        return index < 0 ? Optional.empty() : Optional.of(referral.events().get(index));
    }

    private static int lastIndex(List<ReferralEvent> events, Predicate<ReferralEvent> which) {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (which.test(events.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
