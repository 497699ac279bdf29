package org.linkway.gateway.security;

import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.BIRCH;
import static org.linkway.gateway.security.Secured.FORMER;
import static org.linkway.gateway.security.Secured.LINKWAY;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Tokens as somebody makes them who has none, and one that would be taken. */
final class ForgedTokens {
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
    private static final RSAKey STRANGE = PartySystem.newKey("strange");

    private ForgedTokens() {}

    /** As the gateway makes them, for a reader of everything: what is forged below differs from it in one thing. */
    static String sound() {
        return signed(signing(), claims().build(), it -> it);
    }

    /** By what is wrong with each. */
    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        JWTClaimsSet claims = claims().build();
        String[] parts = sound().split("\\.", -1);
        all.put("garbage", "abc.def.ghi");
        all.put("none", new PlainJWT(claims).serialize());
        all.put("none, with a signature", new PlainJWT(claims).serialize() + parts[2]);
        all.put("without its signature", parts[0] + "." + parts[1] + ".");
        all.put("with another's signature", parts[0] + "." + parts[1] + "." + signature(STRANGE));
        all.put("HS256 with the public key", macWithThePublicKey(claims, publicPem()));
        all.put("HS256 with the public JWK", macWithThePublicKey(claims, publicJwk()));
        all.put("run out", signed(signing(), claims().expirationTime(ago()).build(), it -> it));
        all.put(
                "not yet begun",
                signed(signing(), claims().notBeforeTime(ahead()).build(), it -> it));
        all.put(
                "for another audience",
                signed(signing(), claims().audience("https://elsewhere.invalid").build(), it -> it));
        all.put(
                "of another issuer",
                signed(signing(), claims().issuer("https://elsewhere.invalid").build(), it -> it));
        all.put("an id token", PartySystem.signed(JWSAlgorithm.RS384, signing(), claims, JOSEObjectType.JWT));
        all.put("an assertion", ACORN.assertion());
        all.put("with RS256", PartySystem.signed(JWSAlgorithm.RS256, signing(), claims, ACCESS_TOKEN));
        all.put("another key by the kid", signed(named(STRANGE, signing().getKeyID()), claims, it -> it));
        all.put("a party's key by its kid", signed(BIRCH.key(), claims, it -> it));
        all.put("kid that is a path", signed(named(STRANGE, "../../../../dev/null"), claims, it -> it));
        all.put("kid that is SQL", signed(named(STRANGE, "' union select 'x"), claims, it -> it));
        all.put("a key of its own in jwk", signed(STRANGE, claims, it -> it.jwk(STRANGE.toPublicJWK())));
        all.put("keys at jku", signed(STRANGE, claims, it -> it.jwkURL(URI.create("https://127.0.0.1:1/jwks"))));
        all.put(
                "a certificate at x5u",
                signed(STRANGE, claims, it -> it.x509CertURL(URI.create("https://127.0.0.1:1/x"))));
        all.put(
                "a certificate in x5c",
                signed(STRANGE, claims, it -> it.x509CertChain(List.of(Base64.encode("no certificate")))));
        all.put(
                "with something critical",
                signed(
                        signing(),
                        claims,
                        it -> it.criticalParams(java.util.Set.of("b64x")).customParam("b64x", true)));
        all.put(
                "of a party that was let go",
                signed(signing(), claims().claim("client_id", FORMER.id()).build(), it -> it));
        all.put(
                "of Linkway itself",
                signed(signing(), claims().claim("client_id", "linkway").build(), it -> it));
        all.put(
                "of an operator",
                signed(
                        signing(),
                        claims().claim("client_id", "sandbox-operator").build(),
                        it -> it));
        return all;
    }

    /** Assertions by which somebody says to be Acorn, by what is wrong with each. */
    static Map<String, String> assertions() {
        Map<String, String> all = new LinkedHashMap<>();
        JWTClaimsSet claims = ACORN.claims().build();
        all.put("HS256 with the public JWK", macWithThePublicKey(claims, publicKeyOf(ACORN)));
        all.put("another's key by its kid", signed(BIRCH.key(), claims, it -> it));
        all.put(
                "another's key by this kid",
                signed(named(BIRCH.key(), ACORN.key().getKeyID()), claims, it -> it));
        all.put("without a kid, by a strange key", signed(named(STRANGE, null), claims, it -> it));
        all.put("a key of its own in jwk", signed(STRANGE, claims, it -> it.jwk(STRANGE.toPublicJWK())));
        all.put("keys at jku", signed(STRANGE, claims, it -> it.jwkURL(URI.create("https://127.0.0.1:1/jwks"))));
        all.put(
                "not yet begun",
                signed(ACORN.key(), ACORN.claims().notBeforeTime(ahead()).build(), it -> it));
        all.put(
                "until the end of time",
                signed(
                        ACORN.key(),
                        ACORN.claims()
                                .expirationTime(Date.from(Instant.ofEpochMilli(Long.MAX_VALUE)))
                                .build(),
                        it -> it));
        all.put(
                "run out before time began",
                signed(
                        ACORN.key(),
                        ACORN.claims()
                                .expirationTime(Date.from(Instant.ofEpochMilli(Long.MIN_VALUE)))
                                .build(),
                        it -> it));
        all.put(
                "with an empty jti",
                signed(ACORN.key(), ACORN.claims().jwtID(" ").build(), it -> it));
        all.put("a token in its place", sound());
        return all;
    }

    private static byte[] publicKeyOf(PartySystem party) {
        return party.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.US_ASCII);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(PartySystem.ISSUER)
                .subject(ACORN.id())
                .audience(PartySystem.ISSUER + "/fhir")
                .claim("client_id", ACORN.id())
                .claim("scope", "system/*.cruds")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(ahead());
    }

    private static Date ahead() {
        return Date.from(Instant.now().plusSeconds(240));
    }

    private static Date ago() {
        return Date.from(Instant.now().minusSeconds(120));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> header) {
        SignedJWT jwt = new SignedJWT(
                header.apply(new JWSHeader.Builder(JWSAlgorithm.RS384)
                                .keyID(key.getKeyID())
                                .type(ACCESS_TOKEN))
                        .build(),
                claims);
        try {
            jwt.sign(new RSASSASigner(key.toPrivateKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private static String signature(RSAKey key) {
        return signed(key, claims().build(), it -> it).split("\\.", -1)[2];
    }

    /** CVE-2015-9235 and its kin: the public key, which everybody has, taken for a secret. */
    private static String macWithThePublicKey(JWTClaimsSet claims, byte[] secret) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(signing().getKeyID())
                        .type(ACCESS_TOKEN)
                        .build(),
                claims);
        try {
            jwt.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private static byte[] publicPem() {
        try {
            return ("-----BEGIN PUBLIC KEY-----\n"
                            + java.util.Base64.getMimeEncoder()
                                    .encodeToString(
                                            LINKWAY.key().toRSAPublicKey().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] publicJwk() {
        return signing().toPublicJWK().toJSONString().getBytes(StandardCharsets.US_ASCII);
    }

    private static RSAKey named(RSAKey key, String keyId) {
        return new RSAKey.Builder(key).keyID(keyId).build();
    }

    private static RSAKey signing() {
        try {
            return new RSAKey.Builder(LINKWAY.key()).keyIDFromThumbprint().build();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
