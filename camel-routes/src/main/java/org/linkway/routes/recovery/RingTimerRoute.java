package org.linkway.routes.recovery;

import static org.linkway.routes.RouteId.RECOVERY_TIMER_RING;

import java.util.UUID;
import org.apache.camel.builder.RouteBuilder;

/** A clock on a referral has run out. Takes the referral's id, answers whether it was said. */
public final class RingTimerRoute extends RouteBuilder {
    private final RingTimers timers;

    public RingTimerRoute(RingTimers timers) {
        this.timers = timers;
    }

    // spotless:off
    @Override
    public void configure() {
        from(RECOVERY_TIMER_RING.endpoint()).routeId(RECOVERY_TIMER_RING.id())
            .errorHandler(noErrorHandler())
            .transform().body(UUID.class, timers::ring).id("ring");
    }
    // spotless:on
}
