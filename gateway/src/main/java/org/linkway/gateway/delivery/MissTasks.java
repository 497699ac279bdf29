package org.linkway.gateway.delivery;

import java.time.Clock;
import org.apache.camel.ProducerTemplate;
import org.linkway.routes.RouteId;
import org.linkway.routes.port.WaitingRequests;
import org.linkway.workflow.PublishedResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells senders and the operator of ServiceRequests for which no Task has come. One that fails stops no other. */
@Component
public class MissTasks {
    private static final Logger LOG = LoggerFactory.getLogger(MissTasks.class);

    private final WaitingRequests requests;
    private final ProducerTemplate routes;
    private final Clock clock;

    MissTasks(WaitingRequests requests, ProducerTemplate routes, Clock clock) {
        this.requests = requests;
        this.routes = routes;
        this.clock = clock;
    }

    public void tell() {
        requests.due(clock.instant()).forEach(this::tell);
    }

    private void tell(PublishedResource request) {
        try {
            if (routes.requestBody(RouteId.RECOVERY_TASK_MISS.endpoint(), request, Boolean.class)) {
                LOG.warn(
                        "ServiceRequest {} of {} came alone and no Task has come for it: nobody acts on it, and its sender"
                                + " was told.",
                        request.id(),
                        request.party());
            }
        } catch (RuntimeException failure) {
            LOG.error(
                    "The sender of ServiceRequest {} could not be told that no Task has come: {}",
                    request.id(),
                    failure.getClass().getName());
        }
    }
}
