package org.linkway.routes.policy;

import static org.linkway.routes.ErrorPolicy.TRANSIENT_FAILURE;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.outbound.EntryWaits;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerUnavailable;

/** What may go through later is tried again: by the delivery, which outlives this process, and not by the route. */
public final class TransientFailurePolicy extends RouteConfigurationBuilder {

    @Override
    public void configuration() {
        RouteConfigurationDefinition policy = routeConfiguration(TRANSIENT_FAILURE.id());
        policy.onException(EntryWaits.class)
                .handled(true)
                .transform()
                .exchange(exchange -> exchange.getProperty(Exchange.EXCEPTION_CAUGHT, EntryWaits.class)
                        .outcome());
        policy.onException(PartnerUnavailable.class)
                .handled(true)
                .transform()
                .exchange(
                        exchange -> outcome(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, PartnerUnavailable.class)));
    }

    private static DeliveryOutcome outcome(PartnerUnavailable notNow) {
        return notNow instanceof HeldUp
                ? new DeliveryOutcome.Held(notNow.getMessage(), notNow.retryAfter())
                : new DeliveryOutcome.RetryLater(notNow.getMessage(), notNow.retryAfter());
    }
}
