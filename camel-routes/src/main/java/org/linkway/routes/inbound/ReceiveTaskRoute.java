package org.linkway.routes.inbound;

import static org.linkway.routes.RouteId.INBOUND_BUNDLE_RECEIVE;
import static org.linkway.routes.RouteId.INBOUND_TASK_RECEIVE;

import org.apache.camel.builder.RouteBuilder;

/**
 * A claimed Task is worked: one that asks for a referral is made whole and goes the way of a transaction; any other changes a
 * referral. Takes a {@link ClaimedMessage}, answers a {@link MessageOutcome}, and throws what refuses it.
 */
public final class ReceiveTaskRoute extends RouteBuilder {
    private final ReadTask read;
    private final GatherReferral gather;
    private final ChangeTask change;

    public ReceiveTaskRoute(ReadTask read, GatherReferral gather, ChangeTask change) {
        this.read = read;
        this.gather = gather;
        this.change = change;
    }

    // spotless:off
    @Override
    public void configure() {
        from(INBOUND_TASK_RECEIVE.endpoint()).routeId(INBOUND_TASK_RECEIVE.id())
            .errorHandler(noErrorHandler())
            .transform().body(ClaimedMessage.class, read::read).id("read")
            .choice()
                .when().body(TaskMessage.class, TaskMessage::opens)
                    .transform().body(TaskMessage.class, gather::gather).id("gather")
                    .to(INBOUND_BUNDLE_RECEIVE.endpoint()).endChoice()
                .otherwise()
                    .transform().body(TaskMessage.class, change::change).id("change");
    }
    // spotless:on
}
