package org.linkway.workflow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.EventDetail.Gap;
import org.linkway.referral.EventType;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralTransitions;
import org.linkway.referral.Role;
import org.linkway.workflow.Change.EpisodeStep;

/** Takes in what is reported about a referral, and decides what follows from it. */
public final class RecordEvent {
    /** Clocks differ between systems; more than this ahead of ours is the future. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final RecordedBy CLOCK = new RecordedBy("Linkway", Optional.of("clock"));

    private final Consequences consequences;
    private final ServiceRules rules;
    private final ReferralTimers timers;
    private final Ids ids;

    public RecordEvent(CodingPolicy codingPolicy, WorkPolicy policy, ReferralTimers timers, Ids ids) {
        this.consequences = new Consequences(codingPolicy, policy, timers, ids);
        this.rules = new ServiceRules(policy);
        this.timers = timers;
        this.ids = ids;
    }

    /**
     * @param roles in which the reporter takes part in this referral: a service that took a referral itself is both sender and
     *     worker
     * @param inEpisode what other referrals of the same episode have put, or will put, into the record
     */
    public Decision record(
            Set<Role> roles, Referral referral, EventSubmission submission, List<RecordEntry> inEpisode, Instant now) {
        ReferralEvent event = submission.takenIn(now);
        Optional<ReferralEvent> known = referral.event(event.id());
        if (known.isPresent()) {
            return known.get().tellsTheSameAs(event) ? new Decision.Repeated(known.get()) : new Decision.IdTaken();
        }
        return record(roles, referral, List.of(submission), inEpisode, now);
    }

    /** Several events that were told together: all of them, or none. Their ids are new. */
    public Decision record(
            Set<Role> roles,
            Referral referral,
            List<EventSubmission> submissions,
            List<RecordEntry> inEpisode,
            Instant now) {
        List<ReferralEvent> events = new ArrayList<>();
        Referral after = referral;
        for (EventSubmission submission : submissions) {
            ReferralEvent event = submission.takenIn(now);
            Referral before = after;
            List<Refusal> refusals = refusals(roles, before, event, now);
            Trial trial = before.apply(event).match(new Trying(roles, before, refusals));
            if (!trial.refusals().isEmpty()) {
                return new Decision.Refused(trial.refusals());
            }
            after = trial.after();
            events.add(event);
        }
        return new Decision.Recorded(consequences.of(
                Optional.of(referral),
                after,
                events,
                reporting(roles, events.get(0).type()),
                step(referral, after),
                inEpisode,
                now));
    }

    /** What one event comes to: the referral after it, or why it is refused. */
    private record Trial(Referral after, List<Refusal> refusals) {}

    private record Trying(Set<Role> roles, Referral before, List<Refusal> refusals)
            implements Referral.Move.Cases<Trial> {
        @Override
        public Trial moved(Referral after) {
            return new Trial(after, refusals);
        }

        @Override
        public Trial notLegal(Referral.Move.NotLegal notLegal) {
            return new Trial(
                    before,
                    isTheirs(roles, notLegal.event())
                            ? plus(List.of(RecordEvent.notLegal(roles, before, notLegal)), refusals)
                            : refusals);
        }

        @Override
        public Trial conflicting(List<Gap> conflicts) {
            return new Trial(
                    before,
                    plus(
                            refusals,
                            conflicts.stream()
                                    .map(it -> new Refusal(it.element(), it.sentence()))
                                    .toList()));
        }
    }

    /** What the clock has to say about this referral now; empty when nothing has run out. */
    public Optional<Change> ring(Referral referral, Instant now) {
        List<ReferralEvent> rung = timers.of(referral).stream()
                .filter(timer -> !timer.nextAt().isAfter(now))
                .map(timer -> new ReferralEvent(
                        ids.next(),
                        ReferralTimers.says(referral, timer),
                        now,
                        CLOCK,
                        now,
                        ReferralEvent.SCHEMA_VERSION,
                        new ClockNotice(Optional.of(timer.kind()), timer.about())))
                .toList();
        if (rung.isEmpty()) {
            return Optional.empty();
        }
        Referral after = referral;
        for (ReferralEvent event : rung) {
            after = after.after(event);
        }
        return Optional.of(
                consequences.of(Optional.of(referral), after, rung, Role.CLOCK, EpisodeStep.GOES_ON, List.of(), now));
    }

    private static EpisodeStep step(Referral before, Referral after) {
        return before.status().isOpen() && !after.status().isOpen() ? EpisodeStep.LEAVES : EpisodeStep.GOES_ON;
    }

    /** The role in which the event is reported; the worker's, where the reporter has that too. */
    private static Role reporting(Set<Role> roles, EventType type) {
        return roles.contains(Role.WORKER) && type.causedBy().contains(Role.WORKER)
                ? Role.WORKER
                : roles.stream()
                        .filter(type.causedBy()::contains)
                        .sorted()
                        .findFirst()
                        .orElseThrow();
    }

    private static boolean isTheirs(Set<Role> roles, EventType type) {
        return roles.stream().anyMatch(type.causedBy()::contains);
    }

    private List<Refusal> refusals(Set<Role> roles, Referral referral, ReferralEvent event, Instant now) {
        List<Refusal> refusals = new ArrayList<>();
        if (!isTheirs(roles, event.type())) {
            refusals.add(new Refusal(
                    "type",
                    "The event " + event.type().code() + " is not yours to report. " + legalSentence(roles, referral)));
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
        refusals.addAll(rules.against(referral, event, LocalDate.ofInstant(now, ENGLAND)));
        return refusals;
    }

    private static Refusal notLegal(Set<Role> roles, Referral referral, Referral.Move.NotLegal illegal) {
        String why = illegal.because()
                .orElseGet(() -> "A referral that is " + illegal.from().code() + " cannot take the event "
                        + illegal.event().code() + ".");
        return new Refusal("type", why + " " + legalSentence(roles, referral));
    }

    /** Whoever comes too late is told who was faster. */
    private static String legalSentence(Set<Role> roles, Referral referral) {
        String yours = ReferralTransitions.legalFrom(referral.status(), referral.pending()).stream()
                .filter(type -> isTheirs(roles, type))
                .map(EventType::code)
                .collect(Collectors.joining(", "));
        return referral.closedBy()
                        .map(event -> "It was closed by " + event.type().code() + " at " + event.recordedAt() + ". ")
                        .orElse("")
                + (yours.isEmpty() ? "There is no event that you can report now." : "Legal now: " + yours + ".");
    }

    private static <T> List<T> plus(List<T> first, List<T> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
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
