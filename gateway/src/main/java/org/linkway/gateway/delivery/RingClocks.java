package org.linkway.gateway.delivery;

import java.time.Clock;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.linkway.routes.RouteId;
import org.linkway.routes.port.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Goes round all clocks that have run out, and has each say what it has to say. One that fails stops no other. */
@Component
public class RingClocks {
    private static final Logger LOG = LoggerFactory.getLogger(RingClocks.class);

    private final Clocks clocks;
    private final ProducerTemplate routes;
    private final Clock clock;

    RingClocks(Clocks clocks, ProducerTemplate routes, Clock clock) {
        this.clocks = clocks;
        this.routes = routes;
        this.clock = clock;
    }

    public void ring() {
        clocks.ringing(clock.instant()).forEach(this::ring);
    }

    private void ring(UUID referral) {
        try {
            routes.requestBody(RouteId.RECOVERY_TIMER_RING.endpoint(), referral, Boolean.class);
        } catch (RuntimeException failure) {
            LOG.error(
                    "The clocks of referral {} could not be rung: {}",
                    referral,
                    failure.getClass().getName());
        }
    }
}
