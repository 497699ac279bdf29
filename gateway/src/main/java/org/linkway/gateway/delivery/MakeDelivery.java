package org.linkway.gateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.store.DeliveryLedger;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.Owner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt at one delivery, when it is its turn, and writes down what came of it. */
final class MakeDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(MakeDelivery.class);

    /** How long after the one ahead the next in the queue looks again. */
    private static final Duration SHORTLY = Duration.ofMillis(250);

    private final DeliveryLedger ledger;
    private final DeliverOne deliverOne;
    private final BackOff backOff;
    private final Duration giveUpAfter;
    private final Clock clock;

    MakeDelivery(DeliveryLedger ledger, DeliverOne deliverOne, BackOff backOff, Duration giveUpAfter, Clock clock) {
        this.ledger = ledger;
        this.deliverOne = deliverOne;
        this.backOff = backOff;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
    }

    /** When to come back to this delivery; empty once it is finished. */
    Optional<Instant> attempt(UUID id) {
        return ledger.find(id).filter(it -> !it.state().isFinished()).flatMap(this::attempt);
    }

    private Optional<Instant> attempt(Delivery delivery) {
        Instant now = now();
        // A process that died after writing the next attempt down, and before scheduling it, left this to be kept.
        if (delivery.nextAttemptAt().isAfter(now)) {
            return Optional.of(delivery.nextAttemptAt());
        }
        Optional<Delivery> ahead = ledger.ahead(delivery);
        if (ahead.isPresent()) {
            return Optional.of(later(ahead.get().nextAttemptAt(), now).plus(SHORTLY));
        }
        Delivery attempted = after(delivery, deliver(delivery));
        ledger.record(attempted);
        return attempted.state().isFinished() ? Optional.empty() : Optional.of(attempted.nextAttemptAt());
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

    private Delivery after(Delivery delivery, DeliveryOutcome outcome) {
        Instant now = now();
        return outcome.match(new DeliveryOutcome.Cases<>() {
            @Override
            public Delivery delivered() {
                return delivery.delivered(now);
            }

            @Override
            public Delivery retryLater(DeliveryOutcome.RetryLater later) {
                return again(delivery, later.problem(), later.notBefore().orElse(Duration.ZERO), now);
            }

            @Override
            public Delivery held(DeliveryOutcome.Held held) {
                return again(delivery, held.why(), Duration.ZERO, now);
            }

            @Override
            public Delivery parked(DeliveryOutcome.Parked parked) {
                return delivery.parked(parked.problem(), parked.owner(), now);
            }

            @Override
            public Delivery elsewhere(DeliveryOutcome.Elsewhere elsewhere) {
                return delivery.movedTo(elsewhere.destination(), now);
            }

            @Override
            public Delivery awaiting(DeliveryOutcome.Awaiting awaiting) {
                return delivery.awaiting(awaiting.sentence(), now.plus(awaiting.lookAgain()));
            }
        });
    }

    private Delivery again(Delivery delivery, String problem, Duration atLeast, Instant now) {
        if (!delivery.givenUpFrom().plus(giveUpAfter).isAfter(now)) {
            return delivery.parked(givenUp(problem), Owner.OPERATOR, now);
        }
        Duration pause = backOff.pauseAfter(delivery.attempts() + 1);
        return delivery.retrying(problem, now.plus(pause.compareTo(atLeast) < 0 ? atLeast : pause));
    }

    private String givenUp(String problem) {
        return "No answer for " + inWords(giveUpAfter) + ": " + problem;
    }

    private static String inWords(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " days";
        }
        return duration.toHours() > 0 ? duration.toHours() + " hours" : duration.toSeconds() + " seconds";
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
