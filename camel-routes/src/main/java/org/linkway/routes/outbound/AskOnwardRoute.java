package org.linkway.routes.outbound;

import static org.linkway.routes.RouteId.OUTBOUND_ONWARD_ASK;

import java.util.UUID;
import org.apache.camel.builder.RouteBuilder;

/** A service is asked how an onward referral stands. Takes a referral's id, answers how many had something new to say. */
public final class AskOnwardRoute extends RouteBuilder {
    private final AskOnward ask;

    public AskOnwardRoute(AskOnward ask) {
        this.ask = ask;
    }

    // spotless:off
    @Override
    public void configure() {
        from(OUTBOUND_ONWARD_ASK.endpoint()).routeId(OUTBOUND_ONWARD_ASK.id())
            .errorHandler(noErrorHandler())
            .transform().body(UUID.class, ask::ask).id("ask");
    }
    // spotless:on
}
