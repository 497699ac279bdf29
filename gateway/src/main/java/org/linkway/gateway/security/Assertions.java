package org.linkway.gateway.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Reads the assertion by which a party proves itself (RFC 7523; SMART App Launch 2.2, asymmetric client authentication): signed
 * by one of its keys with RS384, RS512 or ES384, for this token endpoint, for five minutes at most, and never used before.
 */
final class Assertions implements JwtDecoderFactory<RegisteredClient> {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.ES384);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Parties parties;
    private final PartyBook book;
    private final Clock clock;
    private final Map<URI, JWKSource<SecurityContext>> fetched = new ConcurrentHashMap<>();

    Assertions(Parties parties, PartyBook book, Clock clock) {
        this.parties = parties;
        this.book = book;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        RegisteredParty party = parties.find(client.getClientId())
                .orElseThrow(() -> new BadJwtException("The party is not registered any more."));
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(party)));
        // The claims are looked at below.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtClientAssertionDecoderFactory.DEFAULT_JWT_VALIDATOR_FACTORY.apply(client), isShort()));
        return token -> unused(client, decoder.decode(token));
    }

    private Jwt unused(RegisteredClient client, Jwt assertion) {
        if (!book.use(
                client.getClientId(),
                assertion.getId(),
                assertion.getExpiresAt().plus(SKEW))) {
            throw new BadJwtException("The assertion was used before.");
        }
        return assertion;
    }

    private OAuth2TokenValidator<Jwt> isShort() {
        return assertion -> {
            Instant ends = assertion.getExpiresAt();
            boolean holds = ends != null
                    && assertion.getId() != null
                    && !assertion.getId().isBlank()
                    && !ends.isAfter(clock.instant().plus(LONGEST).plus(SKEW));
            return holds
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(new OAuth2Error(
                            "invalid_client",
                            "The assertion needs a jti, and an exp at most five minutes ahead.",
                            null));
        };
    }

    private JWKSource<SecurityContext> keys(RegisteredParty party) {
        if (party.jwksUri().isPresent()) {
            return fetched.computeIfAbsent(party.jwksUri().get(), FetchedKeys::at);
        }
        try {
            return new ImmutableJWKSet<>(JWKSet.parse(party.jwks().orElse("{\"keys\":[]}")));
        } catch (ParseException e) {
            return (selector, context) -> {
                throw new KeySourceException("The party's keys cannot be read.");
            };
        }
    }
}
