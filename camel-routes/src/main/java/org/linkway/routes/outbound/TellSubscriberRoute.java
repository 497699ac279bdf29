package org.linkway.routes.outbound;

import static org.linkway.routes.RouteId.OUTBOUND_SUBSCRIBER_TELL;

import org.apache.camel.builder.RouteBuilder;
import org.linkway.routes.ErrorPolicy;
import org.linkway.workflow.Notification;

/** A notification goes to its subscriber. Takes a {@link Notification}, answers a {@link DeliveryOutcome}. */
public final class TellSubscriberRoute extends RouteBuilder {
    private final TellSubscriber tell;

    public TellSubscriberRoute(TellSubscriber tell) {
        this.tell = tell;
    }

    // spotless:off
    @Override
    public void configure() {
        from(OUTBOUND_SUBSCRIBER_TELL.endpoint()).routeId(OUTBOUND_SUBSCRIBER_TELL.id())
            .routeConfigurationId(ErrorPolicy.ALL)
            .transform().body(Notification.class, tell::tell).id("notify");
    }
    // spotless:on
}
