package org.linkway.gateway.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public keys that somebody keeps elsewhere. They are kept for five minutes, and asked for again when a key is not among them, at
 * most twice in half a minute: whoever makes keys up makes nobody ask for more.
 */
final class FetchedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);

    private final KeyFetch fetch;

    FetchedKeys(KeyFetch fetch) {
        this.fetch = fetch;
    }

    JWKSource<SecurityContext> at(URI address) {
        return source(() -> JWKSet.parse(fetch.fetch(address)));
    }

    /**
     * Those of an issuer that says itself where they are: it is asked for its metadata (OpenID Connect Discovery 1.0 §4, RFC 8414
     * §3), and then for its keys.
     */
    JWKSource<SecurityContext> announcedBy(URI issuer) {
        return source(() -> {
            for (URI metadata : metadata(issuer)) {
                try {
                    Map<String, Object> said = JSONObjectUtils.parse(fetch.fetch(metadata));
                    if (issuer.toString().equals(said.get("issuer"))) {
                        return JWKSet.parse(fetch.fetch(JSONObjectUtils.getURI(said, "jwks_uri")));
                    }
                } catch (IOException | ParseException | RuntimeException notThere) {
                    LOG.debug("No keys of the issuer by {}", metadata);
                }
            }
            throw new IOException("The issuer does not say where its keys are, or they are not there.");
        });
    }

    private static List<URI> metadata(URI issuer) {
        String path = Optional.ofNullable(issuer.getPath()).orElse("").replaceFirst("/$", "");
        return List.of(
                URI.create(SecurityProperties.withoutSlash(issuer) + "/.well-known/openid-configuration"),
                issuer.resolve("/.well-known/oauth-authorization-server" + path));
    }

    /** How a set of keys is had. */
    @FunctionalInterface
    private interface Reading {
        JWKSet keys() throws IOException, ParseException;
    }

    private static JWKSource<SecurityContext> source(Reading reading) {
        return JWKSourceBuilder.create(new Elsewhere(reading)).retrying(false).build();
    }

    private record Elsewhere(Reading reading) implements JWKSetSource<SecurityContext> {
        @Override
        public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
                throws KeySourceException {
            try {
                return reading.keys();
            } catch (IOException | ParseException | RuntimeException notThere) {
                throw new JWKSetUnavailableException("The keys are not to be had.", notThere);
            }
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
