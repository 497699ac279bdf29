package org.linkway.gateway.store;

import java.util.Optional;
import java.util.UUID;
import org.linkway.workflow.Delivery;

/** Where deliveries stand, for whoever makes them. */
public interface DeliveryLedger {

    Optional<Delivery> find(UUID id);

    /** The first unfinished delivery of the same referral to the same destination that goes before this one. */
    Optional<Delivery> ahead(Delivery delivery);

    /** Writes how a delivery now stands, unless it is finished: an attempt that comes in late undoes nothing. */
    void record(Delivery delivery);
}
