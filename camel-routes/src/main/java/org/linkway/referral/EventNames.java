package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an event is named over FHIR: by who asks, for which Task status, with which business status. Derived from the lifecycle
 * table; {@link EventType#CANCELLATION_REQUESTED} has no such name, because it is asked by a Task of its own (code abort).
 */
public final class EventNames {
    /** What a Task status alone stands for. A status that is not here needs a business status: nothing is guessed. */
    private static final List<Name> WITHOUT_STAGE = List.of(
            new Name(Role.WORKER, ReferralStatus.ACCEPTED, EventType.ACCEPTED),
            new Name(Role.WORKER, ReferralStatus.REJECTED, EventType.REJECTED_BY_SERVICE),
            new Name(Role.WORKER, ReferralStatus.ON_HOLD, EventType.WAIT_LISTED),
            new Name(Role.WORKER, ReferralStatus.COMPLETED, EventType.COMPLETED),
            new Name(Role.WORKER, ReferralStatus.CANCELLED, EventType.WITHDRAWN_BY_SERVICE),
            new Name(Role.WORKER, ReferralStatus.FAILED, EventType.WITHDRAWN_BY_SERVICE),
            new Name(Role.SENDER, ReferralStatus.CANCELLED, EventType.CANCELLED_BY_SENDER),
            new Name(Role.SENDER, ReferralStatus.ENTERED_IN_ERROR, EventType.ENTERED_IN_ERROR));

    private EventNames() {}

    private record Name(Role role, ReferralStatus to, EventType event) {}

    /** One way to name an event. */
    public record Triple(Role role, ReferralStatus to, Stage stage, EventType event) {}

    /** Every triple that names an event, in the table's order. */
    public static List<Triple> triples() {
        return ReferralTransitions.rows().stream()
                .filter(row -> row.stage().isPresent() && row.event() != EventType.CANCELLATION_REQUESTED)
                .flatMap(EventNames::triples)
                .distinct()
                .toList();
    }

    private static Stream<Triple> triples(Transition row) {
        return row.event().causedBy().stream()
                .sorted()
                .flatMap(role -> row.from().stream()
                        .sorted()
                        .map(from ->
                                new Triple(role, row.leads(from), row.stage().orElseThrow(), row.event())));
    }

    /**
     * The event that is asked for.
     *
     * @param from where the referral stands
     * @param to the Task status that is asked for
     * @param stage the business status that is asked for, where one is
     */
    public static Optional<EventType> named(Role role, ReferralStatus from, ReferralStatus to, Optional<Stage> stage) {
        if (stage.isPresent()) {
            return triples().stream()
                    .filter(it -> it.role() == role && it.to() == to && it.stage() == stage.get())
                    .map(Triple::event)
                    .findFirst();
        }
        if (role == Role.WORKER && to == ReferralStatus.IN_PROGRESS) {
            return Optional.of(from == ReferralStatus.ON_HOLD ? EventType.RESUMED : EventType.WORK_STARTED);
        }
        return WITHOUT_STAGE.stream()
                .filter(it -> it.role() == role && it.to() == to)
                .map(Name::event)
                .findFirst();
    }

    /** The business statuses with which this role can ask for this Task status. */
    public static List<Stage> stages(Role role, ReferralStatus to) {
        return triples().stream()
                .filter(it -> it.role() == role && it.to() == to)
                .map(Triple::stage)
                .distinct()
                .toList();
    }
}
