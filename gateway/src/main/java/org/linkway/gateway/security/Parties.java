package org.linkway.gateway.security;

import java.util.Set;
import org.linkway.workflow.Party;
import org.linkway.workflow.Party.Kind;
import org.springframework.stereotype.Component;

/** The parties of this gateway. */
@Component
public class Parties {
    private static final Party LINKWAY = new Party("linkway", Kind.OPERATOR, "Linkway", Set.of());

    /** Who works the referrals that come in. */
    public Party worker() {
        return StandIns.WORKER;
    }

    /** The gateway itself, when it works on its own: it sees everything. */
    public Party linkway() {
        return LINKWAY;
    }
}
