package org.linkway.gateway.security;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.Optional;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Access tokens of people, who use a script in place of a browser: those of their provider that are for this gateway. */
final class PeopleTokens implements JwtDecoder, Converter<Jwt, AbstractAuthenticationToken> {
    private final Optional<String> audience;
    private final JwtDecoder decoder;
    private final People people;

    PeopleTokens(PeopleProperties settings, People people, KeyFetch keys) {
        this.audience = settings.issuer().flatMap(issuer -> settings.audience());
        this.people = people;
        this.decoder = audience.map(
                        given -> IssuerElsewhere.tokens(settings.issuer().orElseThrow(), Optional.empty(), given, keys))
                .orElse(token -> {
                    throw new BadJwtException("No tokens of people are taken.");
                });
    }

    boolean areTaken() {
        return audience.isPresent();
    }

    /** Whether a token says that it is one of these. That it is, is proved after. */
    boolean claims(String token) {
        try {
            return audience.isPresent()
                    && JWTParser.parse(token).getJWTClaimsSet().getAudience().contains(audience.get());
        } catch (ParseException notAToken) {
            return false;
        }
    }

    /** Whether a token that was proved is one of these. */
    boolean hold(Jwt token) {
        return audience.isPresent()
                && token.getAudience() != null
                && token.getAudience().contains(audience.get());
    }

    @Override
    public Jwt decode(String token) {
        return decoder.decode(token);
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        return people.caller(token.getClaims())
                .map(CallerAuthentication::new)
                .orElseThrow(() -> new InvalidBearerTokenException("The token names nobody."));
    }
}
