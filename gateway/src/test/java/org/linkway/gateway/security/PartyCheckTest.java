package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.gateway.security.RegisteredParty.Channel;
import org.linkway.workflow.Party.Kind;

/** What is refused of a party before anybody is let in by it. */
class PartyCheckTest {
    private static final RSAKey PAIR = PartySystem.newKey("one");
    private static final String THUMBPRINT = "ab".repeat(32);

    @Test
    void takesAPartyThatHolds() throws JOSEException {
        JWK elliptic = new ECKeyGenerator(Curve.P_384).keyID("two").generate().toPublicJWK();

        assertThat(PartyCheck.faults(withKeys(keys(PAIR.toPublicJWK(), elliptic))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesKeys(String what, String jwks, String words) {
        List<PartyFault> faults = PartyCheck.faults(withKeys(jwks));

        assertThat(faults).as(what).singleElement().satisfies(fault -> {
            assertThat(fault.member()).isEqualTo("jwks");
            assertThat(fault.sentence()).contains(words);
        });
    }

    static Stream<Arguments> refusesKeys() throws JOSEException, GeneralSecurityException {
        RSAKey open = PAIR.toPublicJWK();
        return Stream.of(
                Arguments.of("no keys at all", "secret", "no JSON Web Key Set"),
                Arguments.of("a list", "[]", "no JSON Web Key Set"),
                Arguments.of("an empty set", "{\"keys\": []}", "no key in it"),
                Arguments.of("a private key", new JWKSet(PAIR).toString(false), "is your private key"),
                Arguments.of(
                        "a private elliptic key",
                        new JWKSet(new ECKeyGenerator(Curve.P_384).keyID("p").generate()).toString(false),
                        "is your private key"),
                Arguments.of(
                        "a shared secret",
                        new JWKSet(new OctetSequenceKeyGenerator(256).keyID("s").generate()).toString(false),
                        "a secret that two would share"),
                Arguments.of("a short key", keys(rsa(1024)), "too weak"),
                Arguments.of("the exponent 1", keys(withExponent(1)), "too weak"),
                Arguments.of("the exponent 3", keys(withExponent(3)), "too weak"),
                Arguments.of("an even exponent", keys(withExponent(65538)), "too weak"),
                Arguments.of(
                        "a modulus beyond measure",
                        keys(new RSAKey.Builder(
                                        Base64URL.encode(
                                                BigInteger.ONE.shiftLeft(65_536).add(BigInteger.ONE)),
                                        open.getPublicExponent())
                                .keyID("m")
                                .build()),
                        "too weak"),
                Arguments.of(
                        "another curve",
                        keys(new ECKeyGenerator(Curve.P_256)
                                .keyID("c")
                                .generate()
                                .toPublicJWK()),
                        "too weak"),
                Arguments.of(
                        "a key for encryption",
                        keys(new RSAKey.Builder(open).keyUse(KeyUse.ENCRYPTION).build()),
                        "is for encryption"),
                Arguments.of(
                        "no name", keys(new RSAKey.Builder(open).keyID(null).build()), "no kid of its own"),
                Arguments.of("one name for two", keys(open, open), "key 2 has no kid of its own"));
    }

    private static RSAKey rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
        pairs.initialize(bits);
        return new RSAKey.Builder((RSAPublicKey) pairs.generateKeyPair().getPublic())
                .keyID("short")
                .build();
    }

    private static RSAKey withExponent(long exponent) {
        return new RSAKey.Builder(PAIR.getModulus(), Base64URL.encode(BigInteger.valueOf(exponent)))
                .keyID("e")
                .build();
    }

    private static String keys(JWK... keys) {
        return new JWKSet(List.of(keys)).toString();
    }

    @Test
    void saysEverythingAtOnceAndQuotesNoKey() {
        RegisteredParty party = new RegisteredParty(
                "Sandbox GP",
                Kind.SENDER,
                "a\u0007b",
                true,
                Set.of("B8 20"),
                Set.of("everything"),
                Optional.of(new JWKSet(PAIR).toString(false)),
                Optional.of(URI.create("http://keys.invalid/jwks.json")),
                Set.of(" "),
                Set.of("no name"),
                false,
                Set.of(""),
                Map.of(Channel.WEBHOOK, "file:///etc/passwd"),
                Optional.empty());

        List<PartyFault> faults = PartyCheck.faults(party);

        assertThat(faults)
                .extracting(PartyFault::member)
                .containsExactlyInAnyOrder(
                        "id",
                        "odsCodes",
                        "name",
                        "clientIds",
                        "services",
                        "scopes",
                        "jwks",
                        "jwks",
                        "jwksUri",
                        "certificates",
                        "endpoints.webhook");
        assertThat(faults.toString()).doesNotContain(PAIR.getPrivateExponent().toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void keepsTheNamesOfThoseThatAreNoParties(String id) {
        assertThat(PartyCheck.faults(TestParties.sender(id)))
                .extracting(PartyFault::member)
                .contains("id");
    }

    static Stream<String> keepsTheNamesOfThoseThatAreNoParties() {
        return Stream.of(
                "linkway",
                "operators",
                "unknown",
                "configuration",
                "sandbox-gp",
                "../x",
                "A",
                "x y",
                "é1",
                "",
                "a\u0000b");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesWhatBelongsToAnotherActiveParty(String member, RegisteredParty party) {
        RegisteredParty oak =
                like("oak", Kind.WORKER, Set.of("OAK01"), Set.of("oak-client"), THUMBPRINT, "https://x|42");

        assertThat(PartyCheck.clashes(party, List.of(oak))).singleElement().satisfies(fault -> {
            assertThat(fault.member()).isEqualTo(member);
            assertThat(fault.sentence()).contains("'oak'");
        });
        assertThat(PartyCheck.clashes(party, List.of(oak.active(false))))
                .as("but for its id")
                .hasSize(party.clientIds().contains("oak") ? 1 : 0);
        assertThat(PartyCheck.clashes(party.active(false), List.of(oak))).isEmpty();
    }

    static Stream<Arguments> refusesWhatBelongsToAnotherActiveParty() {
        Set<String> none = Set.of();
        return Stream.of(
                Arguments.of("odsCodes", like("elm", Kind.WORKER, Set.of("oak01"), none, "elm.invalid", "43")),
                Arguments.of(
                        "clientIds", like("elm", Kind.SENDER, Set.of("E1"), Set.of("oak-client"), "e.invalid", "42")),
                Arguments.of("clientIds", like("elm", Kind.SENDER, Set.of("E1"), Set.of("oak"), "e.invalid", "42")),
                Arguments.of("id", like("oak-client", Kind.SENDER, Set.of("E1"), none, "e.invalid", "42")),
                Arguments.of(
                        "certificates",
                        like("elm", Kind.SENDER, Set.of("OAK01"), none, THUMBPRINT.toUpperCase(Locale.ROOT), "42")),
                Arguments.of("services", like("elm", Kind.WORKER, Set.of("E1"), none, "e.invalid", "42")));
    }

    @Test
    void takesWhatAPartyHadBefore() {
        RegisteredParty oak = like("oak", Kind.WORKER, Set.of("OAK01"), Set.of("oak-client"), THUMBPRINT, "42");

        assertThat(PartyCheck.clashes(oak, List.of(oak))).isEmpty();
    }

    private static RegisteredParty like(
            String id, Kind kind, Set<String> odsCodes, Set<String> clientIds, String certificate, String service) {
        return new RegisteredParty(
                id,
                kind,
                "Invented " + id,
                true,
                odsCodes,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                clientIds,
                Set.of(certificate),
                false,
                Set.of(service),
                Map.of(),
                Optional.empty());
    }

    private static RegisteredParty withKeys(String jwks) {
        RegisteredParty plain = TestParties.sender("oak");
        return new RegisteredParty(
                plain.id(),
                plain.kind(),
                plain.name(),
                true,
                plain.odsCodes(),
                plain.scopes(),
                Optional.of(jwks),
                Optional.empty(),
                Set.of(),
                Set.of(),
                false,
                Set.of(),
                Map.of(),
                Optional.empty());
    }
}
