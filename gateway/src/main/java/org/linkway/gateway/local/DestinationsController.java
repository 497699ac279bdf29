package org.linkway.gateway.local;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.gateway.delivery.Breakers;
import org.linkway.gateway.security.Callers;
import org.linkway.referral.Kebab;
import org.linkway.routes.port.DeliveryControl;
import org.linkway.routes.port.DeliveryControl.Destination;
import org.linkway.routes.port.DeliveryControl.Flow;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where deliveries go, and what may start there. */
@RestController
@RequestMapping("/local/v1/deliveries/destinations")
class DestinationsController {
    private static final int LONGEST_NAME = 250;

    private final DeliveryControl control;
    private final Breakers breakers;
    private final Callers callers;

    DestinationsController(DeliveryControl control, Breakers breakers, Callers callers) {
        this.control = control;
        this.breakers = breakers;
        this.callers = callers;
    }

    /** By name. */
    record Page(List<Standing> destinations) {}

    /**
     * One destination.
     *
     * @param breaker of the node that answers
     * @param counts of its deliveries, by state
     * @param oldestWaiting when the oldest one was made that waits
     */
    @Schema(name = "Destination")
    record Standing(
            String name,
            String state,
            Optional<String> by,
            Optional<String> reason,
            Optional<Instant> since,
            String breaker,
            Map<String, Long> counts,
            Optional<Instant> oldestWaiting,
            Optional<String> lastProblem) {}

    /** The name is in the body, because it may hold a slash. */
    @Schema(name = "DecisionOnDestination", description = "Which destination, who decides, and why")
    record Decision(String destination, String by, String reason) {}

    @GetMapping
    @Operation(
            operationId = "listDestinations",
            summary = "Where deliveries go: what may start there, what waits, and what went wrong last")
    @Refuses(HttpStatus.BAD_REQUEST)
    Page list() {
        Map<String, String> states = breakers.states();
        return new Page(control.destinations(callers.party()).stream()
                .map(it -> standing(it, states.getOrDefault(it.name(), "closed")))
                .toList());
    }

    private static Standing standing(Destination at, String breaker) {
        Map<String, Long> counts = new LinkedHashMap<>();
        at.counts().forEach((state, count) -> counts.put(Kebab.of(state), count));
        return new Standing(
                at.name(),
                Kebab.of(at.flow()),
                at.hand().map(Hand::by),
                at.hand().map(Hand::reason),
                at.since(),
                breaker,
                counts,
                at.oldestWaiting(),
                at.lastProblem());
    }

    @PostMapping("/pause")
    @Operation(operationId = "pauseDestination", summary = "Nothing new starts there, on any node, until it is resumed")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    Standing pause(@RequestBody Decision decision) {
        return let(Flow.PAUSED, decision);
    }

    @PostMapping("/resume")
    @Operation(operationId = "resumeDestination", summary = "What waits there starts at once")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    Standing resume(@RequestBody Decision decision) {
        return let(Flow.RUNNING, decision);
    }

    @PostMapping("/drain")
    @Operation(
            operationId = "drainDestination",
            summary = "What is queued there now is delivered, what comes later waits; then it is paused")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    Standing drain(@RequestBody Decision decision) {
        return let(Flow.DRAINING, decision);
    }

    private Standing let(Flow flow, Decision decision) {
        String name = decision.destination();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new LocalProblem(HttpStatus.BAD_REQUEST, "Give 'destination', its name as the list has it.");
        }
        Hand hand = DeliveriesController.hand(callers.current(), decision.by(), decision.reason());
        find(name);
        control.let(callers.party(), name, flow, hand);
        return find(name);
    }

    private Standing find(String name) {
        return list().destinations().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LocalProblem(
                        HttpStatus.NOT_FOUND,
                        "Nothing has ever gone to this destination. List the destinations to find its name."));
    }
}
