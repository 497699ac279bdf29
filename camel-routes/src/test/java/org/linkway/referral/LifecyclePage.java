package org.linkway.referral;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lifecycle for readers: the picture, the table, and what differs by sender and over FHIR. */
final class LifecyclePage {
    private static final String NOTHING = "–";
    private static final Set<ReferralStatus> OPEN = Arrays.stream(ReferralStatus.values())
            .filter(ReferralStatus::isOpen)
            .collect(Collectors.toSet());

    /** Those who ask over FHIR. */
    private static final Set<Role> ASKING = EnumSet.of(Role.SENDER, Role.WORKER, Role.RECEIVER);

    private LifecyclePage() {}

    static String text() {
        return """
                # The life of a referral

                Generated from `ReferralTransitions`, `SenderPolicy`, `EventNames` and `OnwardTransitions` by `LifecyclePageTest`; do not edit.
                A referral moves by events alone, and only as this table says. Nothing leads out of a closed status but a correction, \
                and no correction opens a referral again.

                ## The statuses

                What leaves the status as it is stands in the table alone.

                ```mermaid
                stateDiagram-v2
                %s```

                ## The events

                A row's event is refused in every other status; the refusal lists what is legal there. "Asks" opens a question on the \
                referral, "settles" needs that question to be open. While a death is reported nobody is contacted: only the rows marked \
                so, and those that settle the report, are legal.

                | Event | By | From → to | Stage | ServiceRequest | Question | While a death is reported |
                |---|---|---|---|---|---|---|
                %s
                ## Cancellation by the sender

                | Policy | `cancelled-by-sender` takes effect from | Refused from: an abort Task asks the link worker |
                |---|---|---|
                %s
                ## Over FHIR

                Who asks, the Task status and the business status name one event. `cancellation-requested` is asked by a Task of its own \
                with the code `abort`.

                | By | Task status | Business status | Event |
                |---|---|---|---|
                %s
                Without a business status a Task status stands for the event below, and for none where it is not here.

                | By | Task status | Event |
                |---|---|---|
                %s
                ## Onward referrals

                Each has a life of its own, in the same statuses. It ends with the referral that it is part of.

                | From | It can become |
                |---|---|
                %s""".formatted(edges(), events(), policies(), names(), namesWithoutStage(), onward());
    }

    private static String edges() {
        Map<String, Set<String>> events = new LinkedHashMap<>();
        edge(
                events,
                "[*]",
                ReferralTransitions.OPENING,
                ReferralTransitions.OPENING.to().orElseThrow());
        for (ReferralStatus from : ReferralStatus.values()) {
            for (Transition row : ReferralTransitions.rows()) {
                if (row.from().contains(from) && row.leads(from) != from) {
                    edge(events, state(from), row, row.leads(from));
                }
            }
        }
        String names = Arrays.stream(ReferralStatus.values())
                .map(status -> "    state \"%s\" as %s%n".formatted(status.code(), state(status)))
                .collect(Collectors.joining());
        String ends = Arrays.stream(ReferralStatus.values())
                .filter(status -> !status.isOpen())
                .map(status -> "    %s --> [*]%n".formatted(state(status)))
                .collect(Collectors.joining());
        return names
                + events.entrySet().stream()
                        .map(edge -> "    %s : %s%n".formatted(edge.getKey(), String.join(", ", edge.getValue())))
                        .collect(Collectors.joining())
                + ends;
    }

    private static void edge(Map<String, Set<String>> events, String from, Transition row, ReferralStatus to) {
        events.computeIfAbsent(from + " --> " + state(to), edge -> new LinkedHashSet<>())
                .add(row.event().code());
    }

    private static String state(ReferralStatus status) {
        return status.code().replace('-', '_');
    }

    private static String events() {
        return Stream.concat(Stream.of(ReferralTransitions.OPENING), ReferralTransitions.rows().stream())
                .map(LifecyclePage::event)
                .collect(Collectors.joining());
    }

    private static String event(Transition row) {
        return line(
                "`" + row.event().code() + "`",
                codes(row.event().causedBy()),
                from(row) + row.to().map(to -> " → " + to.code()).orElse(", unchanged"),
                row.stage().map(Stage::code).orElse(NOTHING),
                row.requestStatus().map(RequestStatus::code).orElse("unchanged"),
                row.opens()
                        .map(it -> "asks " + it.code())
                        .or(() -> row.needs().map(it -> "settles " + it.code()))
                        .orElse(NOTHING),
                row.whileDeathIsReported() ? "yes" : NOTHING);
    }

    private static String from(Transition row) {
        if (row.from().isEmpty()) {
            return NOTHING;
        }
        if (row.from().equals(OPEN)) {
            return "open";
        }
        if (row.from().size() == ReferralStatus.values().length) {
            return "any";
        }
        return row.from().size() == ReferralStatus.values().length - 1
                ? "any other"
                : row.from().stream().sorted().map(ReferralStatus::code).collect(Collectors.joining(", "));
    }

    private static String policies() {
        return Arrays.stream(SenderPolicy.values())
                .map(policy -> line(
                        "`" + policy.code() + "`",
                        codes(OPEN.stream().filter(policy::cancelsAtOnceFrom).toList()),
                        codes(OPEN.stream()
                                .filter(status -> !policy.cancelsAtOnceFrom(status))
                                .toList())))
                .collect(Collectors.joining());
    }

    private static String names() {
        return EventNames.triples().stream()
                .filter(it -> ASKING.contains(it.role()))
                .sorted(Comparator.comparing(EventNames.Triple::role))
                .map(it -> line(
                        it.role().code(),
                        it.to().code(),
                        it.stage().code(),
                        "`" + it.event().code() + "`"))
                .collect(Collectors.joining());
    }

    private static String namesWithoutStage() {
        return ASKING.stream()
                .flatMap(role -> Arrays.stream(ReferralStatus.values()).flatMap(to -> nameWithoutStage(role, to)))
                .collect(Collectors.joining());
    }

    private static Stream<String> nameWithoutStage(Role role, ReferralStatus to) {
        Map<EventType, Set<ReferralStatus>> froms = new TreeMap<>();
        for (ReferralStatus from : ReferralStatus.values()) {
            EventNames.named(role, from, to, Optional.empty())
                    .ifPresent(event ->
                            froms.computeIfAbsent(event, it -> new TreeSet<>()).add(from));
        }
        return froms.entrySet().stream()
                .map(it -> line(
                        role.code(),
                        to.code() + (it.getValue().size() == 1 ? ", from " + codes(it.getValue()) : ""),
                        "`" + it.getKey().code() + "`"));
    }

    private static String onward() {
        return Arrays.stream(ReferralStatus.values())
                .filter(status -> status != ReferralStatus.ENTERED_IN_ERROR)
                .map(status -> line(status.code(), codes(OnwardTransitions.from(status))))
                .collect(Collectors.joining());
    }

    private static String codes(Collection<? extends Enum<?>> constants) {
        return constants.isEmpty()
                ? NOTHING
                : constants.stream()
                        .sorted(Comparator.comparing(Enum::ordinal))
                        .map(Kebab::of)
                        .collect(Collectors.joining(", "));
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", List.of(cells)) + " |\n";
    }
}
