package org.linkway.gateway.security;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linkway.workflow.Party;

/**
 * A party as it is registered: who it is, how it proves that, what it may do and where it is reached.
 *
 * @param id under which everything that it sends is kept; also the {@code client_id} of its tokens
 * @param active one that is not is let in nowhere, and told nothing
 * @param odsCodes of the organisations for which it speaks; a sender refers for these alone
 * @param scopes what its tokens can be for at most
 * @param jwks its public keys, as a JSON Web Key Set; a change of keys holds both for a while
 * @param jwksUri where they are fetched instead, https
 * @param clientIds by which an external issuer knows it beside its id
 * @param certificates the SHA-256 of its client certificates, in hex, or a DNS name that they have; with any, each of its
 *     requests has to come with one of them
 * @param certificateAlone lets it in by its certificate, without a token, as BaRS has it
 * @param services what it hosts, as messages name it: {@code <system>|<id>}, or an id alone; a worker gets what is for them, a
 *     sender and an onward service speak for them alone
 * @param endpoints where it is reached
 * @param access by which of {@code linkway.access} Linkway proves itself there
 */
public record RegisteredParty(
        String id,
        Party.Kind kind,
        String name,
        boolean active,
        Set<String> odsCodes,
        Set<String> scopes,
        Optional<String> jwks,
        Optional<URI> jwksUri,
        Set<String> clientIds,
        Set<String> certificates,
        boolean certificateAlone,
        Set<String> services,
        Map<Channel, String> endpoints,
        Optional<String> access) {

    public RegisteredParty {
        odsCodes = copy(odsCodes);
        scopes = copy(scopes);
        clientIds = copy(clientIds);
        certificates = copy(certificates);
        services = copy(services);
        endpoints = endpoints == null ? Map.of() : Map.copyOf(endpoints);
    }

    private static Set<String> copy(Set<String> given) {
        return given == null ? Set.of() : Set.copyOf(given);
    }

    /** By which way a party is reached. */
    public enum Channel {
        /** A link workers' platform is told of referrals by JSON. */
        WEBHOOK,
        /** What a sender's Task refers to is read here. */
        FHIR
    }

    /** Whom the use cases see. */
    public Party party() {
        return new Party(id, kind, name, odsCodes);
    }

    boolean isKnownAs(String clientId) {
        return id.equals(clientId) || clientIds.contains(clientId);
    }

    /** The same, let in or not. */
    public RegisteredParty active(boolean now) {
        return new RegisteredParty(
                id,
                kind,
                name,
                now,
                odsCodes,
                scopes,
                jwks,
                jwksUri,
                clientIds,
                certificates,
                certificateAlone,
                services,
                endpoints,
                access);
    }
}
