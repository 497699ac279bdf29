package org.linkway.routes.policy;

import static org.linkway.routes.ErrorPolicy.UNEXPECTED_FAILURE;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A failure of ours: tried again, and told to the operator without what the message says. */
public final class UnexpectedFailurePolicy extends RouteConfigurationBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailurePolicy.class);

    @Override
    public void configuration() {
        routeConfiguration(UNEXPECTED_FAILURE.id())
                .onException(Exception.class)
                .handled(true)
                .transform()
                .exchange(UnexpectedFailurePolicy::outcome);
    }

    private static DeliveryOutcome outcome(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.error(
                "route {} failed: {} at {}",
                exchange.getFromRouteId(),
                cause.getClass().getName(),
                cause.getStackTrace().length == 0 ? "(unknown)" : cause.getStackTrace()[0]);
        return new DeliveryOutcome.Held("Linkway failed while delivering; the log says where.");
    }
}
