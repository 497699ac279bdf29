package org.linkway.gateway.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has to hold of the keys by which a party proves itself: public, strong, and each with a name. */
final class KeyStrength {
    private static final int SHORTEST_RSA = 2048;
    /** A longer one costs more to check with than anybody's token is worth. */
    private static final int LONGEST_RSA = 8192;

    private static final int LONGEST_NAME = 200;
    /** NIST SP 800-56B: with a small exponent, signatures of some programs can be forged; with 1, all of them. */
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65537);

    private KeyStrength() {}

    /** One sentence for each thing that does not hold; none of them quotes a key. */
    static List<String> faults(String text) {
        List<JWK> keys;
        try {
            keys = JWKSet.parse(text).getKeys();
        } catch (ParseException | RuntimeException notKeys) {
            return List.of("this is no JSON Web Key Set. Give {\"keys\": […]}.");
        }
        if (keys.isEmpty()) {
            return List.of("there is no key in it. Give at least one.");
        }
        List<String> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            String name = keys.get(i).getKeyID();
            String which = "key " + (i + 1) + " ";
            if (name == null || name.isBlank() || name.length() > LONGEST_NAME || !names.add(name)) {
                faults.add(which + "has no kid of its own. Give each key one.");
            }
            fault(keys.get(i)).ifPresent(fault -> faults.add(which + fault));
        }
        return faults;
    }

    private static Optional<String> fault(JWK key) {
        if (!(key instanceof AsymmetricJWK)) {
            return Optional.of("is a secret that two would share. Give public keys alone.");
        }
        if (key.isPrivate()) {
            return Optional.of(
                    "is your private key: whoever has seen it can be you. Make a new pair, and give its public"
                            + " key alone.");
        }
        if (KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
            return Optional.of("is for encryption (use). Give the one with which assertions are signed.");
        }
        return isStrong(key)
                ? Optional.empty()
                : Optional.of("is too weak, or of a kind that is not taken. Give RSA of " + SHORTEST_RSA + " to "
                        + LONGEST_RSA + " bits with the exponent " + SMALLEST_EXPONENT + " or larger, or EC on P-384.");
    }

    private static boolean isStrong(JWK key) {
        if (key instanceof RSAKey rsa) {
            BigInteger exponent = rsa.getPublicExponent().decodeToBigInteger();
            return key.size() >= SHORTEST_RSA
                    && key.size() <= LONGEST_RSA
                    && exponent.testBit(0)
                    && exponent.compareTo(SMALLEST_EXPONENT) >= 0
                    && isReadable(rsa);
        }
        return key instanceof ECKey ec && Curve.P_384.equals(ec.getCurve()) && isReadable(ec);
    }

    private static boolean isReadable(AsymmetricJWK key) {
        try {
            return key.toPublicKey() != null;
        } catch (JOSEException unreadable) {
            return false;
        }
    }
}
