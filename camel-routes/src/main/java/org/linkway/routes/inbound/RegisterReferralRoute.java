package org.linkway.routes.inbound;

import static org.linkway.routes.RouteId.INBOUND_REFERRAL_REGISTER;

import org.apache.camel.builder.RouteBuilder;

/** A service registers a referral that it took itself. Takes an {@link OwnReferral}, answers a {@link Registration}. */
public final class RegisterReferralRoute extends RouteBuilder {
    private final RegisterOwnReferral register;

    public RegisterReferralRoute(RegisterOwnReferral register) {
        this.register = register;
    }

    // spotless:off
    @Override
    public void configure() {
        from(INBOUND_REFERRAL_REGISTER.endpoint()).routeId(INBOUND_REFERRAL_REGISTER.id())
            .errorHandler(noErrorHandler())
            .transform().body(OwnReferral.class, register::register).id("register");
    }
    // spotless:on
}
