package org.linkway.routes.outbound;

import java.time.Duration;
import java.util.Optional;
import org.linkway.workflow.Delivery.Owner;

/** What came of one attempt to deliver. Every sentence in it is without patient data. */
public sealed interface DeliveryOutcome {

    <T> T match(Cases<T> cases);

    /** One thing to do for each outcome. */
    interface Cases<T> {
        T delivered();

        T retryLater(RetryLater outcome);

        T held(Held outcome);

        T parked(Parked outcome);

        T elsewhere(Elsewhere outcome);

        T awaiting(Awaiting outcome);
    }

    record Delivered() implements DeliveryOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.delivered();
        }
    }

    /**
     * The destination did not take it now; it may work later.
     *
     * @param problem one sentence
     * @param notBefore how long the destination asks to be left alone, counted from now
     */
    record RetryLater(String problem, Optional<Duration> notBefore) implements DeliveryOutcome {
        public RetryLater(String problem) {
            this(problem, Optional.empty());
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.retryLater(this);
        }
    }

    /**
     * It may not or could not go now, for a reason of ours: tried again as after {@link RetryLater}, and nothing is said against
     * the destination.
     *
     * @param why one sentence, which says whose failure it is
     * @param notBefore how long whoever holds it up asks to be left alone, counted from now
     */
    record Held(String why, Optional<Duration> notBefore) implements DeliveryOutcome {
        public Held(String why) {
            this(why, Optional.empty());
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.held(this);
        }
    }

    /**
     * Trying again will not help: a person's turn.
     *
     * @param problem one sentence
     * @param owner whose turn it is
     */
    record Parked(String problem, Owner owner) implements DeliveryOutcome {
        public Parked(String problem) {
            this(problem, Owner.OPERATOR);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.parked(this);
        }
    }

    /**
     * It belongs into the queue of another destination, where it is next: no attempt was made.
     *
     * @param destination as {@link org.linkway.workflow.Delivery#destination()}
     */
    record Elsewhere(String destination) implements DeliveryOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.elsewhere(this);
        }
    }

    /**
     * Handed over; the proof that it arrived is still to come. Not a failure, and nothing behind it waits for it.
     *
     * @param sentence what is awaited
     * @param lookAgain when to look for it, counted from now, where nobody wakes the delivery before
     */
    record Awaiting(String sentence, Duration lookAgain) implements DeliveryOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.awaiting(this);
        }
    }
}
