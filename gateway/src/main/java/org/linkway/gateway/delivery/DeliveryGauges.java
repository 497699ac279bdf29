package org.linkway.gateway.delivery;

import org.linkway.gateway.store.AlertBook;
import org.linkway.gateway.store.DeliveryLedger;

/** Reads what waits from the store, for the metrics of this node. */
final class DeliveryGauges {
    private final DeliveryLedger ledger;
    private final Breakers breakers;
    private final AlertBook alerts;
    private final DeliveryMeters meters;

    DeliveryGauges(DeliveryLedger ledger, Breakers breakers, AlertBook alerts, DeliveryMeters meters) {
        this.ledger = ledger;
        this.breakers = breakers;
        this.alerts = alerts;
        this.meters = meters;
    }

    void read() {
        meters.standing(ledger.backlogs(), breakers.states(), alerts.open());
    }
}
