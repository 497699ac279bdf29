package org.linkway.gateway.store;

import org.linkway.workflow.Delivery;

/** Sees to it that a delivery is made. */
public interface DeliverySchedule {

    /** Joins the caller's transaction: what is rolled back is never made. */
    void add(Delivery delivery);
}
