package org.linkway.gateway.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.linkway.gateway.store.DeliveryLedger;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The destinations as this node knows them: one gate to each. Concerns go round the gates, because they must not wait. */
final class Destinations implements Breakers {
    private static final Logger LOG = LoggerFactory.getLogger(Destinations.class);

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final DeliveryProperties properties;
    private final DeliveryLedger ledger;
    private final Consumer<Delivery> call;
    private final Clock clock;

    /** @param call lets a delivery come back now */
    Destinations(DeliveryProperties properties, DeliveryLedger ledger, Consumer<Delivery> call, Clock clock) {
        this.properties = properties;
        this.ledger = ledger;
        this.call = call;
        this.clock = clock;
    }

    /** Empty where it may go in, and then has to {@link #leave}; else when it comes back. */
    Optional<Instant> enter(Delivery delivery) {
        return delivery.kind().mustNotWait() ? Optional.empty() : gate(delivery).enter(delivery);
    }

    void leave(Delivery delivery, DeliveryOutcome outcome) {
        if (!delivery.kind().mustNotWait()) {
            gate(delivery).leave(outcome);
        }
    }

    boolean hasRoom(Delivery delivery) {
        return gate(delivery).hasRoom();
    }

    @Override
    public Map<String, String> states() {
        Map<String, String> states = new ConcurrentHashMap<>();
        gates.forEach((name, gate) -> states.put(name, gate.breakerState()));
        return states;
    }

    private Gate gate(Delivery delivery) {
        return gates.computeIfAbsent(delivery.destination(), this::newGate);
    }

    private Gate newGate(String destination) {
        Gate gate = new Gate(destination, properties.limits(destination), call, clock);
        gate.onBreaker(
                () -> tell(destination, Optional.of(clock.instant())), () -> tell(destination, Optional.empty()));
        return gate;
    }

    /** For the alert alone: what came of the attempt is still to be written down, whatever happens here. */
    private void tell(String destination, Optional<Instant> failingSince) {
        try {
            ledger.failing(destination, failingSince);
        } catch (RuntimeException notNow) {
            LOG.warn(
                    "How destination {} stands could not be written down: {}",
                    destination,
                    notNow.getClass().getName());
        }
    }
}
