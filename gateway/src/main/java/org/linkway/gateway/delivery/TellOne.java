package org.linkway.gateway.delivery;

import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Notification;

/** Brings one notification to its endpoint, once. */
@FunctionalInterface
public interface TellOne {
    DeliveryOutcome tell(Notification notification);
}
