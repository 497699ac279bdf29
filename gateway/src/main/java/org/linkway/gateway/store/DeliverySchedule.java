package org.linkway.gateway.store;

import org.linkway.workflow.Delivery;

/** Sees to it that a delivery is made. */
public interface DeliverySchedule {

    /** Joins the caller's transaction: what is rolled back is never made. */
    void add(Delivery delivery);

    /** As {@link #add} for one with another ahead of it, which calls it with {@link #again} when it is through. */
    void addBehind(Delivery delivery);

    /** As {@link #add} for one that may be scheduled already: then it is made at its next attempt's time instead. */
    void again(Delivery delivery);

    /** Everything that waits at a destination is looked at now. Joins the caller's transaction. */
    void hurry(String destination);
}
