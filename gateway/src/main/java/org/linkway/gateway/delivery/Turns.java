package org.linkway.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.linkway.gateway.store.DeliveryLedger;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;

/** Whether it is a delivery's turn: its time has come, nothing is ahead of it, and its destination takes it. */
final class Turns {
    /**
     * How long the next in a queue sleeps behind another, if nobody calls it, because a process died in between or an operator
     * took the other away. Looking more often costs as much as delivering.
     */
    static final Duration BEHIND = Duration.ofSeconds(5);

    /** How long a delivery sleeps at a paused destination, if nobody calls it. */
    private static final Duration PAUSED = Duration.ofMinutes(5);

    private final DeliveryLedger ledger;
    private final Destinations destinations;

    Turns(DeliveryLedger ledger, Destinations destinations) {
        this.ledger = ledger;
        this.destinations = destinations;
    }

    /** Empty where it is its turn, and then it is in: it has to leave its destination again. No attempt is counted before. */
    Optional<ComeBack> waits(Delivery delivery, Instant now) {
        // A process that died after writing the next attempt down, and before scheduling it, left this to be kept.
        if (delivery.nextAttemptAt().isAfter(now)) {
            return Optional.of(ComeBack.at(delivery.nextAttemptAt()));
        }
        // One that was handed over has had its turn.
        Optional<Delivery> ahead = delivery.state() == State.AWAITING ? Optional.empty() : ledger.ahead(delivery);
        if (ahead.isPresent()) {
            Instant itsTime = ahead.get().nextAttemptAt();
            return Optional.of(new ComeBack(
                    (itsTime.isAfter(now) ? itsTime : now).plus(BEHIND),
                    () -> ledger.ahead(delivery).isEmpty()));
        }
        if (!ledger.mayStart(delivery)) {
            return Optional.of(new ComeBack(now.plus(PAUSED), () -> ledger.mayStart(delivery)));
        }
        return destinations.enter(delivery).map(at -> new ComeBack(at, () -> destinations.hasRoom(delivery)));
    }
}
