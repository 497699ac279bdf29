package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** A key with which somebody signs by RS384. */
final class PartyKey {
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final KeyPair pair;

    PartyKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PKCS#8, in PEM form. */
    String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** What is registered of it: a JSON Web Key Set. */
    String publicKeys() {
        BigInteger modulus = ((RSAPublicKey) pair.getPublic()).getModulus();
        byte[] bytes = modulus.toByteArray();
        String n = base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS384\",\"kid\":\"one\",\"e\":\"AQAB\",\"n\":\""
                + n + "\"}]}";
    }

    /** Asks for a token: the form of SMART Backend Services, with a new assertion. */
    String form(String party, String tokenEndpoint, String scope) {
        String claims = """
                {"iss":"%1$s","sub":"%1$s","aud":"%2$s","exp":%3$d,"jti":"%4$s"}""".formatted(party, tokenEndpoint, Instant.now().getEpochSecond() + 240, UUID.randomUUID());
        return "grant_type=client_credentials&scope=" + URLEncoder.encode(scope, US_ASCII) + "&client_assertion_type="
                + URLEncoder.encode(ASSERTION, US_ASCII) + "&client_assertion=" + signed(claims);
    }

    private String signed(String claims) {
        String content = base64("{\"alg\":\"RS384\",\"typ\":\"JWT\",\"kid\":\"one\"}".getBytes(US_ASCII)) + "."
                + base64(claims.getBytes(US_ASCII));
        try {
            Signature signature = Signature.getInstance("SHA384withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(content.getBytes(US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
