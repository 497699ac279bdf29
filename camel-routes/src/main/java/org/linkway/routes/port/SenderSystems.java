package org.linkway.routes.port;

import java.util.Optional;
import org.linkway.workflow.Body;
import org.linkway.workflow.Party;

/** The senders' own FHIR systems, where a Task's request can be fetched (notified pull). */
public interface SenderSystems {

    /** The FHIR base that an address lies under; empty where it is none that may be read for this sender. */
    Optional<String> baseOf(Party sender, String address);

    /**
     * One resource as FHIR JSON; empty where there is none at this address.
     *
     * @param address one that has a base
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when it will not
     */
    Optional<Body> read(Party sender, String address);
}
