package org.linkway.conformance.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;

/** Proves who a client is by a JWT that it signs (RFC 7523), as SMART Backend Services and the NHS API platform want it. */
final class SignedAssertion {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** SMART and the NHS both take five minutes at most. */
    private static final Duration LIVES = Duration.ofMinutes(4);

    private final String client;
    private final String audience;
    private final JWK key;
    private final JWSAlgorithm algorithm;
    private final Clock clock;

    /**
     * @param client SMART's client id; the NHS API platform's API key
     * @param audience the address of the token endpoint
     */
    SignedAssertion(String client, String audience, JWK key, JWSAlgorithm algorithm, Clock clock) {
        this.client = client;
        this.audience = audience;
        this.key = key;
        this.algorithm = algorithm;
        this.clock = clock;
    }

    /** A new one: each is taken once. */
    String next() {
        try {
            JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
            SignedJWT assertion = new SignedJWT(
                    new JWSHeader.Builder(algorithm)
                            .type(JOSEObjectType.JWT)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(client)
                            .subject(client)
                            .audience(audience)
                            .jwtID(UUID.randomUUID().toString())
                            .issueTime(Date.from(clock.instant()))
                            .expirationTime(Date.from(clock.instant().plus(LIVES)))
                            .build());
            assertion.sign(signer);
            return assertion.serialize();
        } catch (JOSEException e) {
            throw new Access.NotLetIn("The key cannot sign by " + algorithm + ": " + e.getMessage());
        }
    }
}
