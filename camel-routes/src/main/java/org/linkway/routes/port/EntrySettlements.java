package org.linkway.routes.port;

import java.util.Optional;
import java.util.UUID;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.linkway.workflow.Party;
import org.linkway.workflow.SettleEntry;

/** A person's word on entries that wait for one. */
public interface EntrySettlements {

    /**
     * Writes down that the entry has been dealt with by other means, and cancels what of its deliveries is not made yet, in one
     * transaction.
     *
     * @return what was decided; empty where there is no such entry, or none that the party may see
     */
    Optional<SettleEntry.Decision> settle(Party party, UUID entry, Hand hand);
}
