package org.linkway.gateway.security;

import java.util.Optional;
import java.util.Set;
import org.linkway.workflow.Party;
import org.linkway.workflow.Party.Kind;

/** The parties of the sandbox, one for each role, which need not prove who they are. */
final class StandIns {
    static final Party SENDER = new Party("sandbox-gp", Kind.SENDER, "Sandbox GP system", Set.of());
    static final Party WORKER =
            new Party("sandbox-link-workers", Kind.WORKER, "Sandbox link workers' platform", Set.of());
    private static final Party OPERATOR = new Party("sandbox-operator", Kind.OPERATOR, "Sandbox operator", Set.of());

    static boolean isOne(Party party) {
        return Set.of(SENDER, WORKER, OPERATOR).contains(party);
    }

    /** Who calls an address of this gateway. */
    Caller at(String path) {
        if (path.startsWith("/local")) {
            return new Caller(WORKER, Optional.empty(), Scopes.OF_WORKERS);
        }
        if (path.startsWith("/admin") || path.startsWith("/actuator")) {
            return new Caller(OPERATOR, Optional.of("sandbox"), Scopes.ofRoles(Set.of(Role.values())));
        }
        return new Caller(SENDER, Optional.empty(), Scopes.OF_SENDERS);
    }
}
