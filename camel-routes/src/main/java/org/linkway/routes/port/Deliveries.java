package org.linkway.routes.port;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;

/** Deliveries as an operator, or the party that they are for, may see them. */
public interface Deliveries {

    /** A page, newest first. */
    List<Delivery> list(Party party, Optional<UUID> referralId, int limit);
}
