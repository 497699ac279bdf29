package org.linkway.gateway.partner;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import org.linkway.gateway.config.AccessProperties.PrivateKeyJwt;
import org.linkway.gateway.config.SettingFault;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * The assertion by which Linkway asks for a token (RFC 7523; NHS England API platform, application-restricted): RS512, one use,
 * and valid for less than the five minutes that are allowed, because clocks differ.
 */
final class ClientAssertion {
    private static final Duration VALID = Duration.ofMinutes(4);
    private static final int SHORTEST_KEY = 2048;

    private final PrivateKeyJwt settings;
    private final RSAPrivateKey key;
    private final Clock clock;

    private ClientAssertion(PrivateKeyJwt settings, RSAPrivateKey key, Clock clock) {
        this.settings = settings;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Reads the key.
     *
     * @param setting the name of the setting that names the file
     * @throws SettingFault where the file holds no RSA key of 2048 bits or more
     */
    static ClientAssertion of(PrivateKeyJwt settings, String setting, Clock clock) {
        if (!(read(settings, setting) instanceof RSAPrivateKey key)
                || key.getModulus().bitLength() < SHORTEST_KEY) {
            throw new SettingFault(setting, "the key is not an RSA key of at least " + SHORTEST_KEY + " bits.");
        }
        return new ClientAssertion(settings, key, clock);
    }

    /** Neither the file's content nor what the parser says of it may end up in a log, so no cause is kept. */
    private static PrivateKey read(PrivateKeyJwt settings, String setting) {
        PemContent pem;
        try {
            pem = PemContent.load(settings.privateKey());
        } catch (IOException | RuntimeException e) {
            throw new SettingFault(setting, "there is no readable PEM file.");
        }
        try {
            return pem.getPrivateKey();
        } catch (RuntimeException e) {
            throw new SettingFault(setting, "the file holds no private key in PEM form that can be read.");
        }
    }

    /** A new one, signed. */
    String signed() {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS512)
                        .type(JOSEObjectType.JWT)
                        .keyID(settings.keyId())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(settings.clientId())
                        .subject(settings.clientId())
                        .audience(settings.tokenUrl().toString())
                        .jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(clock.instant().plus(VALID)))
                        .build());
        try {
            assertion.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A client assertion could not be signed.", e);
        }
        return assertion.serialize();
    }
}
