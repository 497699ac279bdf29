package org.linkway.gateway.delivery;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.linkway.routes.outbound.DeliveryOutcome;

/**
 * What an outcome means for a subscription, which has one endpoint and whose answer is the proof.
 *
 * @param onFailed takes the problem, and how long the endpoint asks to be left alone
 * @param onEnded takes the problem that ends the subscription
 */
record TellingCases(Runnable onTold, BiConsumer<String, Duration> onFailed, Consumer<String> onEnded)
        implements DeliveryOutcome.Cases<Runnable> {
    @Override
    public Runnable delivered() {
        return onTold;
    }

    @Override
    public Runnable retryLater(DeliveryOutcome.RetryLater later) {
        return () -> onFailed.accept(later.problem(), later.notBefore().orElse(Duration.ZERO));
    }

    @Override
    public Runnable held(DeliveryOutcome.Held held) {
        return () -> onFailed.accept(held.why(), held.notBefore().orElse(Duration.ZERO));
    }

    @Override
    public Runnable parked(DeliveryOutcome.Parked parked) {
        return () -> onEnded.accept(parked.problem());
    }

    @Override
    public Runnable elsewhere(DeliveryOutcome.Elsewhere elsewhere) {
        throw new IllegalStateException("A notification has no other destination than its endpoint.");
    }

    @Override
    public Runnable awaiting(DeliveryOutcome.Awaiting awaiting) {
        throw new IllegalStateException("An endpoint's answer is all the proof there is of a notification.");
    }
}
