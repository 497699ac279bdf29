package org.linkway.gateway.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * The keys with which tokens are signed. Each is named by its RFC 7638 thumbprint, so that all nodes name it alike. To change
 * keys: put the new one second, on every node; later first; later take the old one out.
 */
final class SigningKeys {
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS384;
    private static final int SHORTEST = 2048;

    private SigningKeys() {}

    /** @throws IllegalStateException with one sentence where a file holds no such key; neither it nor the cause quotes the file */
    static JWKSet read(List<Path> files) {
        List<JWK> keys = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            keys.add(key(files.get(i), "linkway.security.signing-keys[" + i + "]"));
        }
        return new JWKSet(keys);
    }

    private static JWK key(Path file, String setting) {
        try {
            PrivateKey key = PemContent.load(file).getPrivateKey();
            if (key instanceof RSAPrivateCrtKey rsa && rsa.getModulus().bitLength() >= SHORTEST) {
                RSAPublicKey publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
                return new RSAKey.Builder(publicKey)
                        .privateKey(rsa)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(ALGORITHM)
                        .keyIDFromThumbprint()
                        .build();
            }
        } catch (IOException | GeneralSecurityException | JOSEException | RuntimeException unreadable) {
            throw unusable(setting, file);
        }
        throw unusable(setting, file);
    }

    private static IllegalStateException unusable(String setting, Path file) {
        return new IllegalStateException(setting + ": " + file + " holds no private RSA key of " + SHORTEST
                + " bits or more in PEM form (PKCS#8) that can be read.");
    }
}
