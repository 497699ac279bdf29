package org.linkway.gateway.security;

import java.util.Optional;
import org.linkway.workflow.Party;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Parties as the authorization server sees them: each may ask for tokens by client credentials, and proves itself by its keys. */
final class PartyClients implements RegisteredClientRepository {
    private static final String PARTY = "linkway.party";

    private final Parties parties;
    private final SecurityProperties properties;

    PartyClients(Parties parties, SecurityProperties properties) {
        this.parties = parties;
        this.properties = properties;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Parties are registered by operators.");
    }

    @Override
    public RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public RegisteredClient findByClientId(String clientId) {
        return parties.find(clientId).flatMap(this::client).orElse(null);
    }

    private Optional<RegisteredClient> client(RegisteredParty party) {
        if (party.scopes().isEmpty()
                || (party.jwks().isEmpty() && party.jwksUri().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(RegisteredClient.withId(party.id())
                .clientId(party.id())
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(party.scopes()))
                .clientSettings(
                        ClientSettings.builder().setting(PARTY, party.party()).build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(properties.tokenTtl())
                        .build())
                .build());
    }

    /** Which party a client is. */
    static Optional<Party> partyOf(RegisteredClient client) {
        return Optional.ofNullable(client.getClientSettings().<Party>getSetting(PARTY));
    }
}
