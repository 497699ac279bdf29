package org.linkway.routes.outbound;

import static org.linkway.routes.RouteId.OUTBOUND_RESPONSE_SEND;

import org.apache.camel.builder.RouteBuilder;
import org.linkway.routes.ErrorPolicy;
import org.linkway.workflow.Delivery;

/** A response goes to the sender of a BaRS message. Takes a {@link Delivery}, answers a {@link DeliveryOutcome}. */
public final class SendResponseRoute extends RouteBuilder {
    private final SendResponse send;

    public SendResponseRoute(SendResponse send) {
        this.send = send;
    }

    // spotless:off
    @Override
    public void configure() {
        from(OUTBOUND_RESPONSE_SEND.endpoint()).routeId(OUTBOUND_RESPONSE_SEND.id())
            .routeConfigurationId(ErrorPolicy.ALL)
            .transform().body(Delivery.class, send::send).id("tell");
    }
    // spotless:on
}
