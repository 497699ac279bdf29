package org.linkway.referral;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.linkway.referral.EventDetail.Gap;

/**
 * One referral: who is referred, by whom, for what, and everything that has happened to it since.
 *
 * @param version counts the events; every write names the version it saw
 * @param sender the party that placed it; the link workers' platform itself where the service took the referral
 * @param worker the party that works it
 * @param episode the time in which the person is with the service; shared by referrals that run side by side
 * @param requestStatus what Linkway's copy of the ServiceRequest says
 * @param published under which FHIR ids the sender reads it; empty where it did not come over FHIR
 * @param pending the questions that are open on it
 * @param work what the work on it has come to
 * @param outcome what came of it; present once completed
 * @param events all of them, oldest first
 */
public record Referral(
        UUID id,
        long version,
        ReferralStatus status,
        Stage stage,
        RequestStatus requestStatus,
        String sender,
        String worker,
        UUID episode,
        Instant receivedAt,
        Person person,
        Referrer referrer,
        ReferralRequest request,
        Conversation conversation,
        Optional<Published> published,
        Set<Pending> pending,
        CaseWork work,
        Optional<Outcome> outcome,
        List<ReferralEvent> events,
        List<RecordEntry> recordEntries) {
    /** What nobody can report without having reached the person. */
    private static final Set<EventType> REACHED = EnumSet.of(
            EventType.SEEN,
            EventType.NEEDS_ASSESSED,
            EventType.MEASURE_RECORDED,
            EventType.PLAN_AGREED,
            EventType.CHECKED_IN);

    /** What was stored before referrals had episodes, open questions and case work has none of them. */
    public Referral {
        episode = episode == null ? id : episode;
        pending = pending == null ? Set.of() : Set.copyOf(pending);
        work = work == null ? CaseWork.none() : work;
        events = Lists.copy(events);
        recordEntries = Lists.copy(recordEntries);
    }

    /** A referral as it stands the moment it is opened. */
    public static Referral open(
            UUID id,
            String sender,
            String worker,
            UUID episode,
            ReferralDraft draft,
            Optional<Published> published,
            ReferralEvent received) {
        Transition opening = ReferralTransitions.OPENING;
        return new Referral(
                id,
                1,
                opening.to().orElseThrow(),
                opening.stage().orElseThrow(),
                opening.requestStatus().orElseThrow(),
                sender,
                worker,
                episode,
                received.recordedAt(),
                draft.person(),
                draft.referrer(),
                draft.request(),
                draft.conversation(),
                published,
                Set.of(),
                CaseWork.none(),
                Optional.empty(),
                List.of(received),
                List.of());
    }

    /** The only way a referral moves: by an event that the lifecycle table allows from where it stands. */
    public Move apply(ReferralEvent event) {
        Optional<Transition> row = ReferralTransitions.find(status, event.type());
        Optional<String> obstacle = row.flatMap(it -> it.obstacle(pending));
        if (row.isEmpty() || obstacle.isPresent()) {
            return new Move.NotLegal(status, event.type(), ReferralTransitions.legalFrom(status, pending), obstacle);
        }
        List<Gap> conflicts = event.detail().conflicts(this);
        return conflicts.isEmpty() ? new Move.Moved(moved(row.get(), event)) : new Move.Conflicting(conflicts);
    }

    /** This referral after an event that is known to fit: one that follows from how it stands. */
    public Referral after(ReferralEvent event) {
        return ((Move.Moved) apply(event)).referral();
    }

    private Referral moved(Transition transition, ReferralEvent event) {
        ReferralStatus newStatus = transition.leads(status);
        CaseWork newWork = work.after(event);
        return new Referral(
                id,
                version + 1,
                newStatus,
                transition.stage().orElse(stage),
                transition.requestStatus().orElse(requestStatus),
                sender,
                worker,
                episode,
                receivedAt,
                personAfter(event.detail()),
                referrer,
                requestAfter(event.detail()),
                conversation,
                published,
                transition.openAfter(pending),
                status.isOpen() && !newStatus.isOpen() ? newWork.closed(newStatus, event.detail()) : newWork,
                outcomeAfter(event),
                Stream.concat(events.stream(), Stream.of(event)).toList(),
                recordEntries);
    }

    private Person personAfter(EventDetail detail) {
        if (detail instanceof RequestUpdate update) {
            return update.person().map(person::restatedAs).orElse(person);
        }
        return detail instanceof PersonChange change ? person.changedBy(change) : person;
    }

    private ReferralRequest requestAfter(EventDetail detail) {
        if (detail instanceof RequestUpdate update) {
            return update.request()
                    .map(it -> it.with(request.consent().restatedAs(it.consent())))
                    .orElse(request);
        }
        return detail instanceof ConsentChange change ? request.with(change.appliedTo(request.consent())) : request;
    }

    private Optional<Outcome> outcomeAfter(ReferralEvent event) {
        if (event.detail() instanceof Closure closure) {
            return closure.outcome();
        }
        if (event.detail() instanceof Correction correction) {
            return correction.outcome();
        }
        return event.type() == EventType.STEP_UP_ACCEPTED && event.detail() instanceof StepUpAnswer answer
                ? Optional.of(new Outcome(Optional.of(OutcomeCode.STEPPED_UP), Optional.empty(), answer.reasonText()))
                : outcome;
    }

    /** This referral with entries for the GP record added. */
    public Referral planning(List<RecordEntry> planned) {
        return withHistory(
                events, Stream.concat(recordEntries.stream(), planned.stream()).toList());
    }

    /** With entries that were planned before, as they are now. */
    public Referral revising(List<RecordEntry> revised) {
        return withHistory(
                events,
                recordEntries.stream()
                        .map(entry -> revised.stream()
                                .filter(it -> it.id().equals(entry.id()))
                                .findFirst()
                                .orElse(entry))
                        .toList());
    }

    /** This referral with its history in place of what it held; the store keeps the two apart. */
    public Referral withHistory(List<ReferralEvent> allEvents, List<RecordEntry> allEntries) {
        return new Referral(
                id,
                version,
                status,
                stage,
                requestStatus,
                sender,
                worker,
                episode,
                receivedAt,
                person,
                referrer,
                request,
                conversation,
                published,
                pending,
                work,
                outcome,
                allEvents,
                allEntries);
    }

    /**
     * This referral for those who must not learn where a restricted person is: without address, contacts and practice, and
     * without the history and the entries, which repeat them.
     */
    public Referral withheld() {
        return person.sensitive()
                ? new Referral(
                        id,
                        version,
                        status,
                        stage,
                        requestStatus,
                        sender,
                        worker,
                        episode,
                        receivedAt,
                        person.withheld(),
                        referrer,
                        request,
                        conversation,
                        published,
                        pending,
                        work,
                        outcome,
                        List.of(),
                        List.of())
                : this;
    }

    /** This referral as it stood right after one of its events. */
    public Referral asOf(ReferralEvent event) {
        Referral then = opened();
        for (ReferralEvent later : events.subList(1, events.indexOf(event) + 1)) {
            Transition row = ReferralTransitions.find(then.status, later.type()).orElseThrow();
            then = then.moved(row, later);
        }
        return then;
    }

    /** As it came in; events of schema version 1 do not say what was asked for, and nothing could change it then. */
    private Referral opened() {
        return open(id, sender, worker, episode, asReceived(), published, events.get(0));
    }

    /** What was asked for, before anything changed. */
    public ReferralDraft asReceived() {
        return events.stream()
                .map(ReferralEvent::detail)
                .filter(Opening.class::isInstance)
                .flatMap(it -> ((Opening) it).draft().stream())
                .findFirst()
                .orElseGet(() -> new ReferralDraft(person, referrer, request, conversation));
    }

    /** The event that closed it; empty while it is open. */
    public Optional<ReferralEvent> closedBy() {
        ReferralStatus then = ReferralTransitions.OPENING.to().orElseThrow();
        for (ReferralEvent event : events.subList(1, events.size())) {
            then = ReferralTransitions.find(then, event.type()).orElseThrow().leads(then);
            if (!then.isOpen()) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    public ReferralEvent lastEvent() {
        return events.get(events.size() - 1);
    }

    public Optional<ReferralEvent> event(UUID eventId) {
        return events.stream().filter(event -> event.id().equals(eventId)).findFirst();
    }

    public boolean has(EventType type) {
        return count(type) > 0;
    }

    public long count(EventType type) {
        return events.stream().filter(event -> event.type() == type).count();
    }

    /** The attempts to reach the person since anybody last did. */
    public List<ReferralEvent> attemptsInVain() {
        List<ReferralEvent> attempts = new ArrayList<>();
        for (ReferralEvent event : events) {
            if (event.type() == EventType.CONTACT_ATTEMPTED) {
                attempts.add(event);
            } else if (REACHED.contains(event.type())) {
                attempts.clear();
            }
        }
        return List.copyOf(attempts);
    }

    /** What a trial of an event comes to. */
    public sealed interface Move {
        <T> T match(Cases<T> cases);

        /** One thing to do for each. */
        interface Cases<T> {
            T moved(Referral referral);

            T notLegal(NotLegal notLegal);

            T conflicting(List<Gap> conflicts);
        }

        record Moved(Referral referral) implements Move {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.moved(referral);
            }
        }

        /**
         * The lifecycle table does not allow it from here.
         *
         * @param legal the events that are legal
         * @param because the open question that stands in the way, or that is not open
         */
        record NotLegal(ReferralStatus from, EventType event, List<EventType> legal, Optional<String> because)
                implements Move {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.notLegal(this);
            }
        }

        /** It is legal, and says something that does not go together with how the referral stands. */
        record Conflicting(List<Gap> conflicts) implements Move {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.conflicting(conflicts);
            }
        }
    }
}
