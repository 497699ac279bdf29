package org.linkway.gateway.store;

import org.linkway.workflow.Delivery;

/** What a delivery was to bring follows what becomes of the delivery, in the same transaction. */
public interface FollowsDeliveries {

    /** @param sentence why, without patient data */
    void gaveUp(Delivery delivery, String sentence);

    /** @param sentence who decided it, and why */
    void cancelled(Delivery delivery, String sentence);

    /** @param sentence who decided it, and why */
    void replayed(Delivery delivery, String sentence);

    /** For what has no standing of its own. */
    FollowsDeliveries NOTHING = new FollowsDeliveries() {
        @Override
        public void gaveUp(Delivery delivery, String sentence) {}

        @Override
        public void cancelled(Delivery delivery, String sentence) {}

        @Override
        public void replayed(Delivery delivery, String sentence) {}
    };
}
