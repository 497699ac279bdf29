package org.linkway.gateway.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * Public keys that somebody keeps elsewhere. They are kept for five minutes, and asked for again when a key is not among them, at
 * most twice in half a minute: whoever makes keys up makes nobody ask for more.
 */
final class FetchedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);
    private static final int TIMEOUT_MILLIS = 2000;
    private static final int LARGEST = 64 * 1024;

    private FetchedKeys() {}

    static JWKSource<SecurityContext> at(URI address) {
        try {
            return JWKSourceBuilder.create(address.toURL(), retriever())
                    .retrying(false)
                    .build();
        } catch (MalformedURLException e) {
            throw new BadJwtException("The address of the keys is none.", e);
        }
    }

    /** Those of an issuer that says itself where they are. */
    static JWKSource<SecurityContext> announcedBy(URI issuer) {
        return JWKSourceBuilder.create(new Announced(issuer)).retrying(false).build();
    }

    private static DefaultResourceRetriever retriever() {
        return new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST);
    }

    /** Asks for its metadata (OpenID Connect Discovery 1.0 §4, RFC 8414 §3), and then for its keys. */
    private record Announced(URI issuer) implements JWKSetSource<SecurityContext> {
        @Override
        public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
                throws KeySourceException {
            for (URI metadata : metadata()) {
                try {
                    Map<String, Object> said = JSONObjectUtils.parse(read(metadata));
                    if (issuer.toString().equals(said.get("issuer"))) {
                        return JWKSet.parse(read(JSONObjectUtils.getURI(said, "jwks_uri")));
                    }
                } catch (IOException | ParseException | RuntimeException notThere) {
                    LOG.debug("No keys of the issuer by {}", metadata);
                }
            }
            throw new JWKSetUnavailableException("The issuer does not say where its keys are, or they are not there.");
        }

        private List<URI> metadata() {
            String path = Optional.ofNullable(issuer.getPath()).orElse("").replaceFirst("/$", "");
            return List.of(
                    URI.create(SecurityProperties.withoutSlash(issuer) + "/.well-known/openid-configuration"),
                    issuer.resolve("/.well-known/oauth-authorization-server" + path));
        }

        private static String read(URI address) throws IOException {
            return retriever().retrieveResource(address.toURL()).getContent();
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
