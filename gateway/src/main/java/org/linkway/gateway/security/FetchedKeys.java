package org.linkway.gateway.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * Public keys that somebody keeps elsewhere. They are kept for five minutes, and asked for again when a key is not among them, at
 * most twice in half a minute: whoever makes keys up makes nobody ask for more.
 */
final class FetchedKeys {
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

    /** What stands there, of 64 KiB at most. */
    static String read(URI address) throws IOException {
        return retriever().retrieveResource(address.toURL()).getContent();
    }

    private static DefaultResourceRetriever retriever() {
        return new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST);
    }
}
