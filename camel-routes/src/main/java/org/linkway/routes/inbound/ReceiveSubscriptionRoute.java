package org.linkway.routes.inbound;

import static org.linkway.routes.RouteId.INBOUND_SUBSCRIPTION_RECEIVE;

import org.apache.camel.builder.RouteBuilder;

/**
 * A claimed Subscription is created, changed or deleted. Takes a {@link ClaimedMessage}, answers a {@link MessageOutcome}, and
 * throws what refuses it.
 */
public final class ReceiveSubscriptionRoute extends RouteBuilder {
    private final KeepSubscription keep;

    public ReceiveSubscriptionRoute(KeepSubscription keep) {
        this.keep = keep;
    }

    // spotless:off
    @Override
    public void configure() {
        from(INBOUND_SUBSCRIPTION_RECEIVE.endpoint()).routeId(INBOUND_SUBSCRIPTION_RECEIVE.id())
            .errorHandler(noErrorHandler())
            .transform().body(ClaimedMessage.class, keep::keep).id("subscribe");
    }
    // spotless:on
}
