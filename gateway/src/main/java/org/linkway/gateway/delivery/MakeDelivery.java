package org.linkway.gateway.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.store.DeliveryLedger;
import org.linkway.gateway.store.DeliverySchedule;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt at one delivery, when it is its turn, and writes down what came of it. */
final class MakeDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(MakeDelivery.class);

    private final DeliveryLedger ledger;
    private final DeliverySchedule schedule;
    private final DeliverOne deliverOne;
    private final Destinations destinations;
    private final Turns turns;
    private final AfterAttempt.Patience patience;
    private final DeliveryMeters meters;
    private final Clock clock;

    MakeDelivery(
            DeliveryLedger ledger,
            DeliverySchedule schedule,
            DeliverOne deliverOne,
            Destinations destinations,
            AfterAttempt.Patience patience,
            DeliveryMeters meters,
            Clock clock) {
        this.ledger = ledger;
        this.schedule = schedule;
        this.deliverOne = deliverOne;
        this.destinations = destinations;
        this.turns = new Turns(ledger, destinations);
        this.patience = patience;
        this.meters = meters;
        this.clock = clock;
    }

    /** When to come back to this delivery; empty once it is finished. */
    Optional<ComeBack> attempt(UUID id) {
        return ledger.find(id).filter(it -> !it.state().isFinished()).flatMap(this::attempt);
    }

    /** To be called where what it waited for had happened before it was asleep. */
    void again(UUID id) {
        ledger.find(id)
                // Nobody calls what was delivered.
                .filter(it -> it.state() != State.DELIVERED)
                .flatMap(it -> ledger.findOnceCalled(id))
                .filter(it -> !it.state().isFinished())
                .ifPresent(schedule::again);
    }

    private Optional<ComeBack> attempt(Delivery delivery) {
        Optional<ComeBack> waits = turns.waits(delivery, now());
        return waits.isPresent() ? waits : attemptNow(delivery);
    }

    private Optional<ComeBack> attemptNow(Delivery delivery) {
        DeliveryOutcome outcome = deliver(delivery);
        try {
            return written(delivery, outcome);
        } finally {
            destinations.leave(delivery, outcome);
        }
    }

    private Optional<ComeBack> written(Delivery delivery, DeliveryOutcome outcome) {
        AfterAttempt.Standing standing = outcome.match(new AfterAttempt(delivery, patience, now()));
        Delivery attempted = standing.delivery();
        if (standing.givenUp()) {
            ledger.giveUp(attempted);
        } else {
            ledger.attempted(attempted, delivery.nextAttemptAt());
        }
        meters.attempted(attempted, outcome);
        boolean stillFirst = attempted.destination().equals(delivery.destination())
                && (attempted.state() == State.PENDING || attempted.state() == State.RETRYING);
        if (!stillFirst) {
            ledger.behind(delivery).ifPresent(schedule::again);
            ledger.endDrains();
        }
        return attempted.state().isFinished() ? Optional.empty() : Optional.of(comeBack(attempted));
    }

    /** Whoever had news for it while it was under way could not schedule it. */
    private ComeBack comeBack(Delivery attempted) {
        Instant at = attempted.nextAttemptAt();
        return new ComeBack(
                at,
                () -> ledger.findOnceCalled(attempted.id())
                        .filter(it -> it.nextAttemptAt().isBefore(at))
                        .isPresent());
    }

    private DeliveryOutcome deliver(Delivery delivery) {
        try {
            return deliverOne.deliver(delivery);
        } catch (RuntimeException failure) {
            // Its message is left out: it may quote what was being delivered.
            LOG.error(
                    "Delivery {} of referral {} to {} failed inside Linkway, at {}: {}",
                    delivery.id(),
                    delivery.referralId(),
                    delivery.destination(),
                    failure.getStackTrace().length == 0 ? "an unknown place" : failure.getStackTrace()[0],
                    failure.getClass().getName());
            return new DeliveryOutcome.Held("Linkway failed while delivering.");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
