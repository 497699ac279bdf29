package org.linkway.routes.outbound;

import static org.linkway.routes.RouteId.OUTBOUND_REFERRAL_PUSH;

import org.apache.camel.builder.RouteBuilder;
import org.linkway.routes.ErrorPolicy;
import org.linkway.workflow.Delivery;

/** A referral goes to the link workers' platform. Takes a {@link Delivery}, answers a {@link DeliveryOutcome}. */
public final class PushReferralRoute extends RouteBuilder {
    private final PushReferral push;

    public PushReferralRoute(PushReferral push) {
        this.push = push;
    }

    // spotless:off
    @Override
    public void configure() {
        from(OUTBOUND_REFERRAL_PUSH.endpoint()).routeId(OUTBOUND_REFERRAL_PUSH.id())
            .routeConfigurationId(ErrorPolicy.ALL)
            .transform().body(Delivery.class, push::push).id("push");
    }
    // spotless:on
}
