package org.linkway.gateway.admin;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linkway.gateway.security.RegisteredParty;
import org.linkway.gateway.security.RegisteredParty.Channel;
import org.linkway.workflow.Party;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A party as operators write and read it: as {@link RegisteredParty}, with its key set as JSON, and its lists in order. What is
 * left out is empty; {@code active} is true.
 */
record PartyDocument(
        Party.Kind kind,
        String name,
        Optional<Boolean> active,
        List<String> odsCodes,
        List<String> scopes,
        JsonNode jwks,
        Optional<URI> jwksUri,
        List<String> clientIds,
        List<String> certificates,
        Optional<Boolean> certificateAlone,
        List<String> services,
        Map<Channel, String> endpoints,
        Optional<String> access) {

    PartyDocument {
        odsCodes = inOrder(odsCodes);
        scopes = inOrder(scopes);
        clientIds = inOrder(clientIds);
        certificates = inOrder(certificates);
        services = inOrder(services);
        endpoints = endpoints == null ? Map.of() : Map.copyOf(endpoints);
    }

    /** @throws NullPointerException where one of them is null: the reader refuses it */
    private static List<String> inOrder(Collection<String> given) {
        return given == null
                ? List.of()
                : List.copyOf(given).stream().distinct().sorted().toList();
    }

    static PartyDocument of(RegisteredParty party, JsonMapper json) {
        return new PartyDocument(
                party.kind(),
                party.name(),
                Optional.of(party.active()),
                List.copyOf(party.odsCodes()),
                List.copyOf(party.scopes()),
                party.jwks().map(text -> json.readTree(text)).orElse(null),
                party.jwksUri(),
                List.copyOf(party.clientIds()),
                List.copyOf(party.certificates()),
                Optional.of(party.certificateAlone()),
                List.copyOf(party.services()),
                party.endpoints(),
                party.access());
    }

    RegisteredParty under(String id) {
        return new RegisteredParty(
                id,
                kind,
                name,
                active.orElse(true),
                Set.copyOf(odsCodes),
                Set.copyOf(scopes),
                Optional.ofNullable(jwks).filter(it -> !it.isNull()).map(JsonNode::toString),
                jwksUri,
                Set.copyOf(clientIds),
                Set.copyOf(certificates),
                certificateAlone.orElse(false),
                Set.copyOf(services),
                endpoints,
                access);
    }
}
