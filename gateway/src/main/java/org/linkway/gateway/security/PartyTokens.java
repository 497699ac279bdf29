package org.linkway.gateway.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Whose token it is. What the party may do no more, its tokens do not do either. */
final class PartyTokens implements Converter<Jwt, AbstractAuthenticationToken> {
    private final Function<String, Optional<RegisteredParty>> named;
    private final List<String> claims;

    /**
     * @param named who goes by a name in a token
     * @param claims in which the party is named; the first that is there counts
     */
    PartyTokens(Function<String, Optional<RegisteredParty>> named, List<String> claims) {
        this.named = named;
        this.claims = List.copyOf(claims);
    }

    /** Whether no token names anybody. */
    boolean isEmpty() {
        return claims.isEmpty();
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        RegisteredParty party = claims.stream()
                .map(token::getClaimAsString)
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .flatMap(named)
                .orElseThrow(
                        () -> new InvalidBearerTokenException("The token is not of a party that is registered here."));
        Set<String> scopes =
                scopes(token).filter(it -> Scopes.cover(party.scopes(), it)).collect(Collectors.toSet());
        return new CallerAuthentication(new Caller(party.party(), Optional.empty(), scopes));
    }

    /** RFC 9068 has them in one string; some servers send a list, or call it {@code scp}. */
    private static Stream<String> scopes(Jwt token) {
        Object given = Optional.<Object>ofNullable(token.getClaim("scope")).orElse(token.getClaim("scp"));
        if (given instanceof Collection<?> several) {
            return several.stream().map(String::valueOf);
        }
        return given == null ? Stream.of() : Arrays.stream(given.toString().split(" "));
    }
}
