package org.linkway.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.Owner;

/**
 * How a delivery stands after an attempt.
 *
 * @param delivery as it was before
 * @param now when the attempt was over
 */
record AfterAttempt(Delivery delivery, Patience patience, Instant now)
        implements DeliveryOutcome.Cases<AfterAttempt.Standing> {

    /**
     * How long and how often a delivery is tried.
     *
     * @param giveUpAfter counted from when it was made, or last replayed
     */
    record Patience(BackOff backOff, Duration giveUpAfter) {}

    /** @param givenUp whether it is parked because it took too long */
    record Standing(Delivery delivery, boolean givenUp) {}

    @Override
    public Standing delivered() {
        return new Standing(delivery.delivered(now), false);
    }

    @Override
    public Standing retryLater(DeliveryOutcome.RetryLater later) {
        if (isOld()) {
            return givenUp(later.problem());
        }
        return new Standing(
                delivery.retrying(later.problem(), next(later.notBefore().orElse(Duration.ZERO))), false);
    }

    @Override
    public Standing held(DeliveryOutcome.Held held) {
        return isOld()
                ? givenUp(held.why())
                : new Standing(delivery.held(held.why(), next(held.notBefore().orElse(Duration.ZERO))), false);
    }

    @Override
    public Standing parked(DeliveryOutcome.Parked parked) {
        return new Standing(delivery.parked(parked.problem(), parked.owner(), now), false);
    }

    /** What is sent to where it is already would come back at once, for ever. */
    @Override
    public Standing elsewhere(DeliveryOutcome.Elsewhere elsewhere) {
        if (elsewhere.destination().equals(delivery.destination())) {
            return held(new DeliveryOutcome.Held("It was to go elsewhere, and is there already."));
        }
        return new Standing(delivery.movedTo(elsewhere.destination(), now), false);
    }

    @Override
    public Standing awaiting(DeliveryOutcome.Awaiting awaiting) {
        return new Standing(delivery.awaiting(awaiting.sentence(), now.plus(awaiting.lookAgain())), false);
    }

    private boolean isOld() {
        return !delivery.givenUpFrom().plus(patience.giveUpAfter()).isAfter(now);
    }

    private Instant next(Duration atLeast) {
        Duration pause = patience.backOff().pauseAfter(delivery.attempts() + 1);
        return now.plus(pause.compareTo(atLeast) < 0 ? atLeast : pause);
    }

    private Standing givenUp(String problem) {
        String sentence = "No answer for " + inWords(patience.giveUpAfter()) + ": " + problem;
        return new Standing(delivery.parked(sentence, Owner.OPERATOR, now), true);
    }

    private static String inWords(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " days";
        }
        return duration.toHours() > 0 ? duration.toHours() + " hours" : duration.toSeconds() + " seconds";
    }
}
