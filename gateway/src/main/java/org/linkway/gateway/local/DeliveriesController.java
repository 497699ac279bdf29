package org.linkway.gateway.local;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.gateway.audit.AboutReferrals;
import org.linkway.gateway.security.Caller;
import org.linkway.gateway.security.Callers;
import org.linkway.referral.Kebab;
import org.linkway.routes.port.Deliveries;
import org.linkway.routes.port.DeliveryControl;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.linkway.routes.port.DeliveryControl.Selection;
import org.linkway.workflow.Delivery;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is on its way to partners, what has arrived, what waits for a person, and what that person can do about it. */
@RestController
@RequestMapping("/local/v1/deliveries")
class DeliveriesController {
    private static final int LARGEST_PAGE = 500;

    private final Deliveries deliveries;
    private final DeliveryControl control;
    private final Callers callers;

    DeliveriesController(Deliveries deliveries, DeliveryControl control, Callers callers) {
        this.deliveries = deliveries;
        this.control = control;
        this.callers = callers;
    }

    /** The newest first. */
    record Page(List<Delivery> deliveries) implements AboutReferrals {
        @Override
        public List<UUID> about() {
            return deliveries.stream().map(Delivery::referralId).distinct().toList();
        }
    }

    /** How many it was done to. */
    record Changed(int changed) {}

    @Schema(name = "Decision", description = "Who decides, and why; without anything about a patient")
    record Decision(String by, String reason) {}

    @Schema(name = "DecisionOnDeliveries", description = "Either ids or a destination")
    record DecisionOnMany(List<UUID> ids, String destination, String by, String reason) {}

    @GetMapping
    @Operation(
            operationId = "listDeliveries",
            summary = "What is on its way to partners, what has arrived, and what waits for a person: the newest first")
    @Refuses(HttpStatus.BAD_REQUEST)
    Page list(
            @Parameter(
                            description =
                                    "How far they have come: pending, retrying, awaiting, delivered, parked or cancelled")
                    @RequestParam
                    Optional<String> state,
            @Parameter(description = "Where they go") @RequestParam Optional<String> destination,
            @Parameter(description = "The referral that they are about; all where it is left out") @RequestParam
                    Optional<UUID> referral,
            @Parameter(description = "The last delivery of the page before") @RequestParam Optional<UUID> after,
            @Parameter(description = "How many at most, up to 500") @RequestParam(defaultValue = "100") int limit) {
        return new Page(deliveries.list(
                callers.party(),
                new Deliveries.Filter(
                        state.map(DeliveriesController::state),
                        destination,
                        referral,
                        after,
                        Math.max(1, Math.min(limit, LARGEST_PAGE)))));
    }

    private static Delivery.State state(String spelling) {
        return Kebab.read(Delivery.State.class, spelling.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new LocalProblem(
                        HttpStatus.BAD_REQUEST,
                        "'" + spelling + "' is no state of a delivery. Ask for one of "
                                + Stream.of(Delivery.State.values())
                                        .map(Kebab::of)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    @PostMapping("/{id}/replay")
    @Operation(operationId = "replayDelivery", summary = "A parked or cancelled delivery begins anew")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    Changed replay(
            @Parameter(description = "The delivery's id") @PathVariable UUID id, @RequestBody Decision decision) {
        Hand hand = hand(callers.current(), decision.by(), decision.reason());
        return one(id, control.replay(callers.party(), Selection.of(List.of(id)), hand), "parked or cancelled");
    }

    @PostMapping("/{id}/cancel")
    @Operation(operationId = "cancelDelivery", summary = "A delivery that has not arrived shall not go")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    Changed cancel(
            @Parameter(description = "The delivery's id") @PathVariable UUID id, @RequestBody Decision decision) {
        Hand hand = hand(callers.current(), decision.by(), decision.reason());
        return one(
                id,
                control.cancel(callers.party(), Selection.of(List.of(id)), hand),
                "not delivered and not cancelled");
    }

    private Changed one(UUID id, int changed, String where) {
        if (changed == 1) {
            return new Changed(1);
        }
        Delivery delivery = deliveries
                .find(callers.party(), id)
                .orElseThrow(() -> new LocalProblem(
                        HttpStatus.NOT_FOUND, "There is no delivery " + id + ". List them to find the one you mean."));
        throw new LocalProblem(
                HttpStatus.CONFLICT,
                "The delivery is " + Kebab.of(delivery.state()) + ". This can be done where it is " + where + ".");
    }

    @PostMapping("/replay")
    @Operation(
            operationId = "replayDeliveries",
            summary = "Parked or cancelled deliveries by id, or all that are parked of a destination, begin anew")
    @Refuses(HttpStatus.BAD_REQUEST)
    Changed replay(@RequestBody DecisionOnMany decision) {
        Hand hand = hand(callers.current(), decision.by(), decision.reason());
        return new Changed(control.replay(callers.party(), selection(decision), hand));
    }

    @PostMapping("/cancel")
    @Operation(
            operationId = "cancelDeliveries",
            summary = "Deliveries by id, or all of a destination, that have not arrived shall not go")
    @Refuses(HttpStatus.BAD_REQUEST)
    Changed cancel(@RequestBody DecisionOnMany decision) {
        Hand hand = hand(callers.current(), decision.by(), decision.reason());
        return new Changed(control.cancel(callers.party(), selection(decision), hand));
    }

    private static Selection selection(DecisionOnMany decision) {
        List<UUID> ids = decision.ids() == null ? List.of() : decision.ids();
        Optional<String> destination =
                Optional.ofNullable(decision.destination()).filter(it -> !it.isBlank());
        if (ids.isEmpty() == destination.isEmpty()
                || ids.size() > LARGEST_PAGE
                || ids.stream().anyMatch(Objects::isNull)) {
            throw new LocalProblem(
                    HttpStatus.BAD_REQUEST,
                    "Give either 'ids', " + LARGEST_PAGE + " at most, or a 'destination', and not both.");
        }
        return new Selection(ids, destination);
    }

    /** Whoever has signed in decides in their own name; a system says who decided. */
    static Hand hand(Caller caller, String by, String reason) {
        caller.person()
                .filter(person -> by != null && !by.isBlank() && !by.strip().equals(person))
                .ifPresent(person -> {
                    throw new LocalProblem(
                            HttpStatus.BAD_REQUEST, "You decide in your own name, '" + person + "'. Leave 'by' out.");
                });
        String who = caller.person().orElse(by);
        if (who == null || who.isBlank() || reason == null || reason.isBlank()) {
            throw new LocalProblem(HttpStatus.BAD_REQUEST, "Give 'by', who decides, and 'reason', why.");
        }
        if (who.length() > 100 || reason.length() > 500) {
            throw new LocalProblem(
                    HttpStatus.BAD_REQUEST, "Keep 'by' to 100 characters and 'reason' to 500: a sentence is enough.");
        }
        return new Hand(who.strip(), reason.strip());
    }
}
