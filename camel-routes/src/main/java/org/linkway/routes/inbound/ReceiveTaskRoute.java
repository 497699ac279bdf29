package org.linkway.routes.inbound;

import static org.linkway.routes.RouteId.INBOUND_TASK_RECEIVE;

import org.apache.camel.builder.RouteBuilder;

/** A Task comes in over REST. Takes an {@link InboundTask}, answers a {@link MessageOutcome}. */
public final class ReceiveTaskRoute extends RouteBuilder {
    private final ReceiveTask task;

    public ReceiveTaskRoute(ReceiveTask task) {
        this.task = task;
    }

    // spotless:off
    @Override
    public void configure() {
        from(INBOUND_TASK_RECEIVE.endpoint()).routeId(INBOUND_TASK_RECEIVE.id())
            .errorHandler(noErrorHandler())
            .transform().body(InboundTask.class, task::receive).id("receive");
    }
    // spotless:on
}
