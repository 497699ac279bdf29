package org.linkway.routes.policy;

import static org.linkway.routes.ErrorPolicy.REJECTED_MESSAGE;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.linkway.routes.outbound.EntryStopped;
import org.linkway.routes.outbound.FileEntry;

/** What will not go through however often it is sent is a person's turn. */
public final class RejectedMessagePolicy extends RouteConfigurationBuilder {
    private final FileEntry entry;

    public RejectedMessagePolicy(FileEntry entry) {
        this.entry = entry;
    }

    @Override
    public void configuration() {
        routeConfiguration(REJECTED_MESSAGE.id())
                .onException(EntryStopped.class)
                .handled(true)
                .transform()
                .exchange(exchange -> entry.stop(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, EntryStopped.class)));
    }
}
