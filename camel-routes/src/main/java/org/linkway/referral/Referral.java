package org.linkway.referral;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One referral: who is referred, by whom, for what, and everything that has happened to it since.
 *
 * @param version counts the changes; every write names the version it saw
 * @param sender the party that placed it
 * @param worker the party that works it
 * @param requestStatus what Linkway's copy of the ServiceRequest says
 * @param published under which FHIR ids the sender reads it
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
        Instant receivedAt,
        Person person,
        Referrer referrer,
        ReferralRequest request,
        Conversation conversation,
        Published published,
        Optional<Outcome> outcome,
        List<ReferralEvent> events,
        List<RecordEntry> recordEntries) {

    public Referral {
        events = Lists.copy(events);
        recordEntries = Lists.copy(recordEntries);
    }

    /** A referral as it stands the moment it is opened. */
    public static Referral open(
            UUID id, String sender, String worker, ReferralDraft draft, Published published, ReferralEvent received) {
        Transition opening = ReferralTransitions.OPENING;
        return new Referral(
                id,
                1,
                opening.to().orElseThrow(),
                opening.stage().orElseThrow(),
                opening.requestStatus(),
                sender,
                worker,
                received.recordedAt(),
                draft.person(),
                draft.referrer(),
                draft.request(),
                draft.conversation(),
                published,
                Optional.empty(),
                List.of(received),
                List.of());
    }

    /** The only way a referral moves: by an event that the lifecycle table allows from where it stands. */
    public Move apply(ReferralEvent event) {
        Optional<Transition> row = ReferralTransitions.find(status, event.type());
        return row.<Move>map(transition -> new Move.Moved(moved(transition, event)))
                .orElseGet(() -> new Move.NotLegal(status, event.type(), ReferralTransitions.legalFrom(status)));
    }

    private Referral moved(Transition transition, ReferralEvent event) {
        return new Referral(
                id,
                version + 1,
                transition.to().orElse(status),
                transition.stage().orElse(stage),
                transition.requestStatus(),
                sender,
                worker,
                receivedAt,
                person,
                referrer,
                request,
                conversation,
                published,
                event.detail() instanceof Closure closure ? closure.outcome() : outcome,
                Stream.concat(events.stream(), Stream.of(event)).toList(),
                recordEntries);
    }

    /** This referral with entries for the GP record added. */
    public Referral planning(List<RecordEntry> planned) {
        return withHistory(
                events, Stream.concat(recordEntries.stream(), planned.stream()).toList());
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
                receivedAt,
                person,
                referrer,
                request,
                conversation,
                published,
                outcome,
                allEvents,
                allEntries);
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

    private Referral opened() {
        ReferralDraft draft = new ReferralDraft(person, referrer, request, conversation);
        return open(id, sender, worker, draft, published, events.get(0));
    }

    public Optional<ReferralEvent> event(UUID eventId) {
        return events.stream().filter(event -> event.id().equals(eventId)).findFirst();
    }

    public boolean has(EventType type) {
        return events.stream().anyMatch(event -> event.type() == type);
    }

    /** What a trial of an event comes to. */
    public sealed interface Move {

        <T> T match(Function<Referral, T> onMoved, Function<NotLegal, T> onNotLegal);

        record Moved(Referral referral) implements Move {
            @Override
            public <T> T match(Function<Referral, T> onMoved, Function<NotLegal, T> onNotLegal) {
                return onMoved.apply(referral);
            }
        }

        record NotLegal(ReferralStatus from, EventType event, List<EventType> legal) implements Move {
            @Override
            public <T> T match(Function<Referral, T> onMoved, Function<NotLegal, T> onNotLegal) {
                return onNotLegal.apply(this);
            }
        }
    }
}
