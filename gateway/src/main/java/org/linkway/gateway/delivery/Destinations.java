package org.linkway.gateway.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Delivery;

/**
 * The destinations as this node knows them: a gate to each, and one for all that are at the same address. Concerns go round the
 * gates, because they must not wait.
 */
final class Destinations implements Breakers {
    private final Map<String, Gate> byAddress = new ConcurrentHashMap<>();
    private final Map<String, Gate> byName = new ConcurrentHashMap<>();
    private final DeliveryProperties properties;
    private final UnaryOperator<String> addressOf;
    private final Trials trials;
    private final Consumer<Delivery> call;
    private final Clock clock;

    /**
     * @param addressOf where a destination is, by its name; the name itself where that is not known, or nothing else is there
     * @param call lets a delivery come back now
     */
    Destinations(DeliveryProperties properties, UnaryOperator<String> addressOf, Consumer<Delivery> call, Clock clock) {
        this.properties = properties;
        this.addressOf = addressOf;
        this.trials = new Trials(properties.threads(), properties.slowAfter(), clock);
        this.call = call;
        this.clock = clock;
    }

    /** Empty where it may go in, and then has to {@link #leave}; else when it comes back. */
    Optional<Instant> enter(Delivery delivery) {
        return delivery.kind().mustNotWait() ? Optional.empty() : gate(delivery).enter(delivery);
    }

    void leave(Delivery delivery, DeliveryOutcome outcome) {
        if (!delivery.kind().mustNotWait()) {
            gate(delivery).leave(delivery, outcome);
        }
    }

    boolean hasRoom(Delivery delivery) {
        return gate(delivery).hasRoom();
    }

    @Override
    public Map<String, String> states() {
        Map<String, String> states = new ConcurrentHashMap<>();
        byName.forEach((name, gate) -> states.put(name, gate.breakerState()));
        return states;
    }

    private Gate gate(Delivery delivery) {
        return byName.computeIfAbsent(
                delivery.destination(),
                name -> byAddress.computeIfAbsent(
                        addressOf.apply(name),
                        address -> new Gate(address, properties.limits(address), trials, call, clock)));
    }
}
