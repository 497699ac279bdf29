package org.linkway.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.referral.EventDetail.Gap;

/**
 * What the work on a referral has come to, beyond its status: who has it in hand, what the person needs, what was agreed, to
 * which services it led. It follows from the events alone.
 *
 * @param needs what the person states; what the referrer stated stands in the request
 * @param concerns all that were raised, whether acknowledged or not
 */
public record CaseWork(
        Optional<String> assignee,
        Optional<NeedsAssessment> needs,
        Optional<Plan> plan,
        List<TakenMeasure> measures,
        List<OnwardReferral> onward,
        List<RaisedConcern> concerns) {
    private static final String CLOSED = "The referral that led here was closed.";

    public CaseWork {
        measures = Lists.copy(measures);
        onward = Lists.copy(onward);
        concerns = Lists.copy(concerns);
    }

    /** Before anything has happened. */
    static CaseWork none() {
        return new CaseWork(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());
    }

    CaseWork after(ReferralEvent event) {
        EventDetail detail = event.detail();
        if (detail instanceof Assignment assignment) {
            return new CaseWork(assignment.assignee(), needs, plan, measures, onward, concerns);
        }
        if (detail instanceof NeedsAssessment assessment) {
            return new CaseWork(assignee, Optional.of(assessment), plan, measures, onward, concerns);
        }
        if (detail instanceof Plan agreed) {
            return new CaseWork(assignee, needs, Optional.of(agreed), measures, onward, concerns);
        }
        if (detail instanceof Measure measure) {
            TakenMeasure taken = new TakenMeasure(measure, event.occurredAt());
            return new CaseWork(assignee, needs, plan, plus(measures, taken), onward, concerns);
        }
        if (detail instanceof Concern concern) {
            RaisedConcern raised = new RaisedConcern(event.id(), concern, event.recordedAt(), Optional.empty());
            return new CaseWork(assignee, needs, plan, measures, onward, plus(concerns, raised));
        }
        if (detail instanceof Acknowledgement seen) {
            String by = event.recordedBy().name();
            return new CaseWork(
                    assignee,
                    needs,
                    plan,
                    measures,
                    onward,
                    replaced(
                            concerns, it -> seen.concern().equals(Optional.of(it.event())), it -> it.acknowledged(by)));
        }
        return withOnward(onwardAfter(event));
    }

    private List<OnwardReferral> onwardAfter(ReferralEvent event) {
        if (event.detail() instanceof Connection connection) {
            return plus(onward, OnwardReferral.made(event, kind(event.type(), connection), connection));
        }
        if (event.detail() instanceof OnwardUpdate update) {
            return replaced(onward, isNamed(update.onward()), it -> it.updated(update, event.occurredAt()));
        }
        if (event.detail() instanceof CheckIn checkIn) {
            return replaced(onward, isNamed(checkIn.onward()), it -> it.checkedIn(checkIn, event.occurredAt()));
        }
        return onward;
    }

    private static OnwardKind kind(EventType type, Connection connection) {
        if (type == EventType.SIGNPOSTED) {
            return OnwardKind.SIGNPOST;
        }
        return connection.selfReferral().orElse(false) ? OnwardKind.SELF_REFERRAL : OnwardKind.REFERRAL;
    }

    private static Predicate<OnwardReferral> isNamed(Optional<UUID> id) {
        return it -> id.equals(Optional.of(it.id()));
    }

    /** The referral is closed: what it led to is closed with it. */
    CaseWork closed(ReferralStatus as, EventDetail closing) {
        if (as == ReferralStatus.COMPLETED) {
            Optional<String> waiver = closing instanceof Closure closure ? closure.withoutCheckIn() : Optional.empty();
            return withOnward(onward.stream()
                    .map(it -> it.isUnanswered() ? it.endedWith(CLOSED) : it.leftOnItsOwn(waiver))
                    .toList());
        }
        return withOnward(onward.stream().map(it -> it.endedWith(CLOSED)).toList());
    }

    private CaseWork withOnward(List<OnwardReferral> now) {
        return new CaseWork(assignee, needs, plan, measures, now, concerns);
    }

    public Optional<OnwardReferral> onward(UUID id) {
        return onward.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** What is wrong with the id of an onward referral; nothing when there is one. */
    List<Gap> unknownOnward(UUID id) {
        if (onward(id).isPresent()) {
            return List.of();
        }
        String known = onward.stream()
                .map(it -> it.id() + " (" + it.service().name().orElse("a service") + ")")
                .collect(Collectors.joining(", "));
        return List.of(new Gap(
                "onward",
                "No onward referral has the id " + id + ". "
                        + (known.isEmpty() ? "None was made." : "There are: " + known + ".")));
    }

    /** What was measured, agreed and tried, in words: the first and the last of each measure, and every service. */
    public List<String> summary() {
        List<String> words = new ArrayList<>(measured());
        plan.stream().flatMap(it -> it.inWords().stream()).forEach(words::add);
        onward.stream().filter(it -> !it.didNotWork()).forEach(it -> words.add(it.inWords()));
        onward.stream()
                .filter(OnwardReferral::didNotWork)
                .forEach(it -> words.add("Did not work out: " + it.inWords()));
        concerns.stream()
                .map(RaisedConcern::concern)
                .map(it -> String.join(" ", it.inWords()))
                .forEach(words::add);
        return words;
    }

    private List<String> measured() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < measures.size(); i++) {
            Measure first = measures.get(i).measure();
            if (measures.subList(0, i).stream().noneMatch(it -> it.measure().comparesWith(first))) {
                words.add(firstAndLast(first));
            }
        }
        return words;
    }

    private String firstAndLast(Measure first) {
        List<Measure> same = measures.stream()
                .map(TakenMeasure::measure)
                .filter(first::comparesWith)
                .toList();
        Instrument instrument = first.instrument().orElseThrow();
        String words = instrument.display() + ": " + first.value();
        if (same.size() > 1) {
            words += ", then " + same.get(same.size() - 1).value();
        }
        return words
                + switch (instrument.better()) {
                    case HIGHER -> " (higher is better).";
                    case LOWER -> " (lower is better).";
                    case EACH_ITS_OWN -> ".";
                };
    }

    private static <T> List<T> plus(List<T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }

    private static <T> List<T> replaced(List<T> list, Predicate<T> which, UnaryOperator<T> by) {
        return list.stream().map(it -> which.test(it) ? by.apply(it) : it).toList();
    }
}
