package org.linkway.routes.port;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;

/** Deliveries as an operator, or the party that they are for, may see them. */
public interface Deliveries {

    /** A page, newest first. */
    List<Delivery> list(Party party, Filter filter);

    /** The newest of one referral, or of all. */
    default List<Delivery> list(Party party, Optional<UUID> referralId, int limit) {
        return list(party, new Filter(Optional.empty(), Optional.empty(), referralId, Optional.empty(), limit));
    }

    Optional<Delivery> find(Party party, UUID id);

    /**
     * Which deliveries; what is left out does not matter.
     *
     * @param after the last one of the page before
     */
    record Filter(
            Optional<Delivery.State> state,
            Optional<String> destination,
            Optional<UUID> referral,
            Optional<UUID> after,
            int limit) {}
}
