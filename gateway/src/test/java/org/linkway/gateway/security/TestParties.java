package org.linkway.gateway.security;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linkway.workflow.Party.Kind;

/** Invented parties. */
public final class TestParties {
    private TestParties() {}

    public static Parties none() {
        return of();
    }

    public static Parties senderAndWorker() {
        return of(sender("invented-surgery"), worker("invented-workers", Set.of(), Set.of()));
    }

    public static Parties worker(String id) {
        return of(worker(id, Set.of(), Set.of()));
    }

    static Parties of(RegisteredParty... parties) {
        return new Parties(() -> List.of(parties), false, () -> 0);
    }

    static RegisteredParty sender(String id) {
        return party(id, Kind.SENDER, Set.of("A99999"), Scopes.OF_SENDERS, Set.of());
    }

    /** A sender whose key set is this, or at an address, and who comes with these certificates. */
    static RegisteredParty sender(
            String id,
            Optional<String> jwks,
            Optional<URI> jwksUri,
            Set<String> certificates,
            boolean certificateAlone) {
        return new RegisteredParty(
                id,
                Kind.SENDER,
                "Invented " + id,
                true,
                Set.of("A99999"),
                Scopes.OF_SENDERS,
                jwks,
                jwksUri,
                Set.of("known-elsewhere-as-" + id),
                certificates,
                certificateAlone,
                Set.of(),
                Map.of(),
                Optional.empty());
    }

    static RegisteredParty worker(String id, Set<String> odsCodes, Set<String> services) {
        return party(id, Kind.WORKER, odsCodes, Scopes.OF_WORKERS, services);
    }

    private static RegisteredParty party(
            String id, Kind kind, Set<String> odsCodes, Set<String> scopes, Set<String> services) {
        return new RegisteredParty(
                id,
                kind,
                "Invented " + id,
                true,
                odsCodes,
                scopes,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                false,
                services,
                Map.of(),
                Optional.empty());
    }
}
