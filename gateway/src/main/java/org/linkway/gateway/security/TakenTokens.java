package org.linkway.gateway.security;

import java.util.List;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Which tokens are taken: of the one issuer, for this gateway, signed asymmetrically, and not run out. */
final class TakenTokens {
    private final JwtDecoder decoder;
    private final PartyTokens parties;
    private final PeopleTokens people;

    private TakenTokens(JwtDecoder decoder, PartyTokens parties, PeopleTokens people) {
        this.decoder = decoder;
        this.parties = parties;
        this.people = people;
    }

    /** Where nobody has said who issues tokens, none is taken. */
    static TakenTokens none(Parties parties, PeopleTokens people) {
        return new TakenTokens(
                token -> {
                    throw new BadJwtException("No issuer is configured.");
                },
                new PartyTokens(parties::find, List.of()),
                people);
    }

    /** Those that this gateway gives itself. */
    static TakenTokens own(
            NimbusJwtDecoder decoder, SecurityProperties security, Parties parties, PeopleTokens people) {
        return new TakenTokens(
                checked(decoder, security), new PartyTokens(parties::find, List.of("client_id")), people);
    }

    /** Those of an authorization server elsewhere, which is asked for its keys when the first token comes. */
    static TakenTokens elsewhere(SecurityProperties security, Parties parties, PeopleTokens people, KeyFetch keys) {
        return new TakenTokens(
                IssuerElsewhere.tokens(
                        security.issuer().orElseThrow(),
                        security.jwkSetUri(),
                        security.audienceOfTokens().orElseThrow(),
                        keys),
                new PartyTokens(parties::knownAs, security.partyClaims()),
                people);
    }

    private static JwtDecoder checked(NimbusJwtDecoder decoder, SecurityProperties security) {
        decoder.setJwtValidator(TokenRules.of(
                security.issuer().orElseThrow(), security.audienceOfTokens().orElseThrow()));
        return decoder;
    }

    /** A sandbox that was told of no issuer heeds no token: clients that are used to one send it all the same. */
    BearerTokenResolver resolver(boolean required) {
        return required || !parties.isEmpty() || people.areTaken() ? new DefaultBearerTokenResolver() : request -> null;
    }

    /** Each token is proved by the rules of those whose it says it is. */
    void configure(OAuth2ResourceServerConfigurer<?>.JwtConfigurer jwt) {
        jwt.decoder(token -> (people.claims(token) ? people : decoder).decode(token))
                .jwtAuthenticationConverter(token -> (people.hold(token) ? people : parties).convert(token));
    }
}
