package org.linkway.routes.inbound;

import static org.linkway.routes.RouteId.INBOUND_EVENT_RECEIVE;

import org.apache.camel.builder.RouteBuilder;

/** An event comes in from a link workers' system. Takes an {@link EventReport}, answers an {@link EventOutcome}. */
public final class ReceiveEventRoute extends RouteBuilder {
    private final RecordReportedEvent record;

    public ReceiveEventRoute(RecordReportedEvent record) {
        this.record = record;
    }

    // spotless:off
    @Override
    public void configure() {
        from(INBOUND_EVENT_RECEIVE.endpoint()).routeId(INBOUND_EVENT_RECEIVE.id())
            .errorHandler(noErrorHandler())
            .transform().body(EventReport.class, record::record).id("record");
    }
    // spotless:on
}
