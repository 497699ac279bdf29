package org.linkway.routes.outbound;

import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.Subscribers;
import org.linkway.workflow.Notification;

/** Brings a notification to the endpoint that its subscription names. */
public final class TellSubscriber {
    private final Subscribers subscribers;

    public TellSubscriber(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    DeliveryOutcome tell(Notification notification) {
        try {
            subscribers.tell(notification);
            return new DeliveryOutcome.Delivered();
        } catch (PartnerRefused e) {
            return new DeliveryOutcome.Parked(e.getMessage());
        }
    }
}
