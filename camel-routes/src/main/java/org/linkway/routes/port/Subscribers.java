package org.linkway.routes.port;

import java.util.Optional;
import org.linkway.workflow.Notification;
import org.linkway.workflow.Topic;

/** The endpoints that subscriptions name. */
public interface Subscribers {

    /** Why nothing may be sent to this endpoint, in a sentence; empty where it may. */
    Optional<String> fault(String endpoint);

    /** Whether who asks for this subscription may read what it tells of, by what they came with. */
    boolean mayBeTold(Topic topic);

    /**
     * Posts it to the endpoint of its subscription.
     *
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when nothing may be sent there
     */
    void tell(Notification notification);
}
