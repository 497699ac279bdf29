package org.linkway.gateway.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Reads the tokens of an authorization server elsewhere, which is asked for its keys when the first token comes. While they cannot
 * be had no token is taken; nobody who sends made-up tokens makes the gateway ask that server for each of them.
 */
final class IssuerElsewhere {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerElsewhere.class);

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384);

    private IssuerElsewhere() {}

    /** Those of this issuer that are for this audience, and that end. */
    static JwtDecoder tokens(URI issuer, Optional<URI> jwkSetUri, String audience, KeyFetch fetch) {
        FetchedKeys keys = new FetchedKeys(fetch);
        JwtDecoder decoder =
                decoder(issuer, jwkSetUri.map(keys::at).orElseGet(() -> keys.announcedBy(issuer)), audience);
        return token -> decoded(decoder, token);
    }

    /** What is no fault of the token's would be answered as a failure of this gateway. */
    private static Jwt decoded(JwtDecoder decoder, String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            throw e;
        } catch (JwtException keysCannotBeHad) {
            Throwable cause = first(keysCannotBeHad);
            // Whoever makes keys up does not fill the log either.
            if (!(cause instanceof RateLimitReachedException)) {
                LOG.warn(
                        "No token is taken whose key is not known here, because those of its issuer cannot be had: {}",
                        cause.getClass().getSimpleName());
            }
            throw new BadJwtException("The keys of the issuer cannot be had just now.", keysCannotBeHad);
        }
    }

    private static Throwable first(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static JwtDecoder decoder(URI issuer, JWKSource<SecurityContext> keys, String audience) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        // RFC 9068; many say JWT, or nothing.
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        // The claims are looked at below.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(TokenRules.of(issuer, audience));
        return decoder;
    }
}
