package org.linkway.routes.outbound;

import static org.linkway.routes.RouteId.OUTBOUND_CONCERN_ALERT;

import org.apache.camel.builder.RouteBuilder;
import org.linkway.routes.ErrorPolicy;
import org.linkway.workflow.Delivery;

/** A concern goes to a named person. Takes a {@link Delivery}, answers a {@link DeliveryOutcome}. */
public final class AlertPersonRoute extends RouteBuilder {
    private final AlertPerson alert;

    public AlertPersonRoute(AlertPerson alert) {
        this.alert = alert;
    }

    // spotless:off
    @Override
    public void configure() {
        from(OUTBOUND_CONCERN_ALERT.endpoint()).routeId(OUTBOUND_CONCERN_ALERT.id())
            .routeConfigurationId(ErrorPolicy.ALL)
            .transform().body(Delivery.class, alert::alert).id("alert");
    }
    // spotless:on
}
