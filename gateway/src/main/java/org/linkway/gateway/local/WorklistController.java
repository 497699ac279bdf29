package org.linkway.gateway.local;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.linkway.gateway.audit.AboutReferrals;
import org.linkway.gateway.security.Callers;
import org.linkway.referral.Kebab;
import org.linkway.referral.TimerKind;
import org.linkway.routes.port.Clocks;
import org.linkway.routes.port.Clocks.Overdue;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is overdue, and what to do about it. */
@RestController
@RequestMapping("/local/v1/worklist")
class WorklistController {
    private static final int LARGEST_PAGE = 500;

    private final Clocks clocks;
    private final Callers callers;
    private final Clock clock;

    WorklistController(Clocks clocks, Callers callers, Clock clock) {
        this.clocks = clocks;
        this.callers = callers;
        this.clock = clock;
    }

    /** The longest overdue first. */
    record Worklist(List<Item> items) implements AboutReferrals {
        @Override
        public List<UUID> about() {
            return items.stream().map(Item::referral).distinct().toList();
        }
    }

    /**
     * Something that somebody should have done.
     *
     * @param about the onward referral, or the event of the concern, that it is about
     * @param problem what is overdue
     * @param whatToDo how to settle it
     */
    record Item(UUID referral, TimerKind kind, Optional<UUID> about, Instant dueAt, String problem, String whatToDo) {
        static Item of(Overdue overdue) {
            return new Item(
                    overdue.referral(),
                    overdue.kind(),
                    overdue.about(),
                    overdue.dueAt(),
                    overdue.kind().display() + ".",
                    overdue.kind().whatToDo());
        }
    }

    @GetMapping
    @Operation(
            operationId = "listOverdue",
            summary = "What is overdue, and what to do about it: the longest overdue first")
    @Refuses(HttpStatus.BAD_REQUEST)
    Worklist list(
            @Parameter(description = "One kind of clock; all where it is left out") @RequestParam Optional<String> kind,
            @Parameter(description = "How many at most, up to 500") @RequestParam(defaultValue = "100") int limit) {
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        return new Worklist(clocks.overdue(callers.party(), kinds(kind), clock.instant(), size).stream()
                .map(Item::of)
                .toList());
    }

    private static Set<TimerKind> kinds(Optional<String> wanted) {
        return wanted.map(it -> Set.of(Kebab.read(TimerKind.class, it)
                        .orElseThrow(() -> new LocalProblem(
                                HttpStatus.BAD_REQUEST,
                                "There is no kind '" + it + "'. Use one of: "
                                        + Arrays.stream(TimerKind.values())
                                                .map(TimerKind::code)
                                                .collect(Collectors.joining(", "))
                                        + "."))))
                .orElse(Set.of());
    }
}
