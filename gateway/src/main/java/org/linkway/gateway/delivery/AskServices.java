package org.linkway.gateway.delivery;

import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.linkway.gateway.security.Parties;
import org.linkway.routes.RouteId;
import org.linkway.routes.port.Referrals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks each service with a system of its own how the onward referrals stand that are open there. */
@Component
public class AskServices {
    private static final Logger LOG = LoggerFactory.getLogger(AskServices.class);

    private final Referrals referrals;
    private final Parties parties;
    private final ProducerTemplate routes;

    AskServices(Referrals referrals, Parties parties, ProducerTemplate routes) {
        this.referrals = referrals;
        this.parties = parties;
        this.routes = routes;
    }

    public void ask() {
        referrals.withOpenOnward(parties.linkway()).forEach(this::ask);
    }

    private void ask(UUID referral) {
        try {
            routes.requestBody(RouteId.OUTBOUND_ONWARD_ASK.endpoint(), referral, Integer.class);
        } catch (RuntimeException failure) {
            LOG.error(
                    "The services of referral {} could not be asked: {}",
                    referral,
                    failure.getClass().getName());
        }
    }
}
