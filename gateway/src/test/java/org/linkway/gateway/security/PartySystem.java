package org.linkway.gateway.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A party's own system: it has a key, and signs assertions with it. */
final class PartySystem {
    static final String ISSUER = "https://linkway.invalid";
    static final String TOKEN_ENDPOINT = ISSUER + "/oauth2/token";

    private final String id;
    private final RSAKey key;

    PartySystem(String id) {
        this(id, newKey(id));
    }

    /** Keys take their time, so tests that need many parties and no secrets give them all the same. */
    PartySystem(String id, RSAKey key) {
        this.id = id;
        this.key = key;
    }

    static RSAKey newKey(String keyId) {
        try {
            return new RSAKeyGenerator(2048).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String id() {
        return id;
    }

    RSAKey key() {
        return key;
    }

    /** What is registered of it. */
    String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(id)
                .subject(id)
                .audience(TOKEN_ENDPOINT)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(240)));
    }

    String assertion() {
        return signed(JWSAlgorithm.RS384, key, claims().build(), JOSEObjectType.JWT);
    }

    static String signed(JWSAlgorithm algorithm, RSAKey key, JWTClaimsSet claims, JOSEObjectType type) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .keyID(key.getKeyID())
                        .type(type)
                        .build(),
                claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
