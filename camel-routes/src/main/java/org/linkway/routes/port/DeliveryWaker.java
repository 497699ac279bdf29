package org.linkway.routes.port;

import java.util.UUID;

/** Lets a delivery be looked at now that was to be looked at later, because there is news of it. */
public interface DeliveryWaker {

    /**
     * Joins the caller's transaction, where there is one. A parked one is looked at again too: what it was parked for may have
     * come. Nothing happens where there is no such delivery, or it is delivered or cancelled.
     *
     * @param deliveryOrSubject the delivery's id, or that of the event or record entry that it brings
     */
    void wake(UUID deliveryOrSubject);
}
