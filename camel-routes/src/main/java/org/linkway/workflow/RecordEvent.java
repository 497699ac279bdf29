package org.linkway.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.referral.EventType;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.ReferralTransitions;
import org.linkway.referral.Role;

/** Takes in what a link worker's system reports about a referral, and decides what follows from it. */
public final class RecordEvent {
    /** Clocks differ between systems; more than this ahead of ours is the future. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final CodingPolicy codingPolicy;
    private final Ids ids;

    public RecordEvent(CodingPolicy codingPolicy, Ids ids) {
        this.codingPolicy = codingPolicy;
        this.ids = ids;
    }

    /** @param role the role in which the calling party takes part in this referral */
    public Decision record(Role role, Referral referral, EventSubmission submission, Instant now) {
        ReferralEvent event = submission.takenIn(now);
        Optional<ReferralEvent> known = referral.event(event.id());
        if (known.isPresent()) {
            return known.get().tellsTheSameAs(event) ? new Decision.Repeated(known.get()) : new Decision.IdTaken();
        }
        List<Refusal> refusals = refusals(role, referral, event, now);
        return referral.apply(event)
                .match(
                        moved -> refusals.isEmpty()
                                ? new Decision.Recorded(change(moved, event, now))
                                : new Decision.Refused(refusals),
                        illegal -> new Decision.Refused(
                                Stream.concat(Stream.of(notLegal(role, illegal)), refusals.stream())
                                        .toList()));
    }

    private Change change(Referral moved, ReferralEvent event, Instant now) {
        List<RecordEntry> entries = codingPolicy.entriesFor(moved, event, ids);
        List<Delivery> deliveries = entries.stream()
                .map(entry -> Delivery.of(
                        ids.next(), moved.id(), Delivery.Kind.ENTRY_TO_RECORD, "gp-record", entry.id(), now))
                .toList();
        return new Change(moved.planning(entries), event, entries, deliveries, List.of(), Optional.empty());
    }

    private static List<Refusal> refusals(Role role, Referral referral, ReferralEvent event, Instant now) {
        List<Refusal> refusals = new ArrayList<>();
        if (event.type().causedBy() != role) {
            refusals.add(new Refusal(
                    "type",
                    "The event " + event.type().code() + " is not yours to report. "
                            + legalSentence(role, referral.status())));
        }
        if (event.occurredAt().isAfter(now.plus(CLOCK_TOLERANCE))) {
            refusals.add(new Refusal(
                    "occurredAt",
                    "occurredAt is " + event.occurredAt()
                            + ", which is in the future. Say when it happened; it is the date in the record."));
        }
        if (event.recordedBy().name().isBlank()) {
            refusals.add(new Refusal("recordedBy.name", "Name the person who recorded this."));
        }
        event.detail().gaps().stream()
                .map(gap -> new Refusal(gap.element(), gap.sentence()))
                .forEach(refusals::add);
        return refusals;
    }

    private static Refusal notLegal(Role role, Referral.Move.NotLegal illegal) {
        return new Refusal(
                "type",
                "A referral that is " + illegal.from().code() + " cannot take the event "
                        + illegal.event().code() + ". " + legalSentence(role, illegal.from()));
    }

    private static String legalSentence(Role role, ReferralStatus status) {
        if (!status.isOpen()) {
            return "It is closed: no event is legal any more.";
        }
        String legal = ReferralTransitions.legalFrom(status).stream()
                .filter(type -> type.causedBy() == role)
                .map(EventType::code)
                .collect(Collectors.joining(", "));
        return legal.isEmpty() ? "There is no event that you can report now." : "Legal now: " + legal + ".";
    }

    /** One thing that is wrong with an event: where, and what to do about it. */
    public record Refusal(String element, String sentence) {}

    /** What is decided on a reported event. Whoever carries it out handles every case. */
    public sealed interface Decision {

        <T> T match(Cases<T> cases);

        /** One thing to do for each decision. */
        interface Cases<T> {
            T recorded(Change change);

            /** The same event came before: it gets the first answer again. */
            T repeated(ReferralEvent event);

            /** Another event has this id. */
            T idTaken();

            T refused(List<Refusal> refusals);
        }

        record Recorded(Change change) implements Decision {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.recorded(change);
            }
        }

        record Repeated(ReferralEvent event) implements Decision {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.repeated(event);
            }
        }

        record IdTaken() implements Decision {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.idTaken();
            }
        }

        record Refused(List<Refusal> refusals) implements Decision {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.refused(refusals);
            }
        }
    }
}
