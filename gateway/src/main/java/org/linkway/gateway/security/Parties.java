package org.linkway.gateway.security;

import java.util.Optional;
import org.linkway.workflow.Party;
import org.linkway.workflow.Party.Kind;
import org.springframework.stereotype.Component;

/**
 * The parties of this gateway. The sandbox has one for each role and authenticates nobody: which of them is calling follows
 * from the door.
 */
@Component
public class Parties {
    private static final Party SENDER = new Party("sandbox-gp", Kind.SENDER, "Sandbox GP system", Optional.empty());
    private static final Party WORKER =
            new Party("sandbox-link-workers", Kind.WORKER, "Sandbox link workers' platform", Optional.empty());
    private static final Party LINKWAY = new Party("linkway", Kind.OPERATOR, "Linkway", Optional.empty());

    /** Who calls the FHIR doors. */
    public Party sender() {
        return SENDER;
    }

    /** Who calls the local API, and works the referrals. */
    public Party worker() {
        return WORKER;
    }

    /** The gateway itself, when it works on its own: it sees everything. */
    public Party linkway() {
        return LINKWAY;
    }
}
