package org.linkway.routes.outbound;

import static org.linkway.routes.RouteId.OUTBOUND_ONWARD_SEND;

import org.apache.camel.builder.RouteBuilder;
import org.linkway.routes.ErrorPolicy;
import org.linkway.workflow.Delivery;

/** An onward referral goes to its service. Takes a {@link Delivery}, answers a {@link DeliveryOutcome}. */
public final class SendOnwardRoute extends RouteBuilder {
    private final SendOnward send;

    public SendOnwardRoute(SendOnward send) {
        this.send = send;
    }

    // spotless:off
    @Override
    public void configure() {
        from(OUTBOUND_ONWARD_SEND.endpoint()).routeId(OUTBOUND_ONWARD_SEND.id())
            .routeConfigurationId(ErrorPolicy.ALL)
            .transform().body(Delivery.class, send::send).id("send");
    }
    // spotless:on
}
