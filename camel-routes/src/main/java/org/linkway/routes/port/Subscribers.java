package org.linkway.routes.port;

import java.util.Optional;
import org.linkway.workflow.Notification;

/** The endpoints that subscriptions name. */
public interface Subscribers {

    /** Why nothing may be sent to this endpoint, in a sentence; empty where it may. */
    Optional<String> fault(String endpoint);

    /**
     * Posts it to the endpoint of its subscription.
     *
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when nothing may be sent there
     */
    void tell(Notification notification);
}
