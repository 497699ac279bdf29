package org.linkway.gateway.delivery;

import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Delivery;

/** Brings one delivery to its destination, once. */
@FunctionalInterface
public interface DeliverOne {
    DeliveryOutcome deliver(Delivery delivery);
}
