package org.linkway.routes.outbound;

import java.util.function.Function;
import java.util.function.Supplier;

/** What came of one attempt to deliver. */
public sealed interface DeliveryOutcome {

    <T> T match(Supplier<T> onDelivered, Function<String, T> onRetryLater, Function<String, T> onParked);

    record Delivered() implements DeliveryOutcome {
        @Override
        public <T> T match(Supplier<T> onDelivered, Function<String, T> onRetryLater, Function<String, T> onParked) {
            return onDelivered.get();
        }
    }

    /**
     * It may work later.
     *
     * @param problem one sentence, without patient data
     */
    record RetryLater(String problem) implements DeliveryOutcome {
        @Override
        public <T> T match(Supplier<T> onDelivered, Function<String, T> onRetryLater, Function<String, T> onParked) {
            return onRetryLater.apply(problem);
        }
    }

    /**
     * Trying again will not help: a person's turn.
     *
     * @param problem one sentence, without patient data
     */
    record Parked(String problem) implements DeliveryOutcome {
        @Override
        public <T> T match(Supplier<T> onDelivered, Function<String, T> onRetryLater, Function<String, T> onParked) {
            return onParked.apply(problem);
        }
    }
}
