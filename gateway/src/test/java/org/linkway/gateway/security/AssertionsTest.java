package org.linkway.gateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.gateway.security.GuardedNothing.Outcome;

/** By which keys parties prove themselves, and how those change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssertionsTest {
    private final PartySystem surgery = new PartySystem("invented-surgery");
    private final PartySystem changing = new PartySystem("changing-surgery");
    private final PartySystem attacked = new PartySystem("attacked-surgery");
    private final PartySystem unreachable = new PartySystem("unreachable-surgery");
    private final WireMockServer theirs =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private ECKey p384;
    private ECKey p256;
    private GuardedNothing gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        theirs.start();
        p384 = new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
        p256 = new ECKeyGenerator(Curve.P_256).keyID("short").generate();
        Path signing = Files.writeString(
                folder.resolve("signing.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(PartySystem.newKey("linkway")
                                        .toRSAPrivateKey()
                                        .getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        publish(changing, changing.key());
        publish(attacked, attacked.key());
        theirs.stubFor(get("/" + unreachable.id()).willReturn(serverError()));
        String keys = new JWKSet(List.<JWK>of(surgery.key().toPublicJWK(), p384.toPublicJWK(), p256.toPublicJWK()))
                .toString();
        gateway = new GuardedNothing(
                new ListedParties(
                        TestParties.sender(surgery.id(), Optional.of(keys), Optional.empty(), Set.of(), false),
                        elsewhere(changing),
                        elsewhere(attacked),
                        elsewhere(unreachable)),
                Map.of(
                        "linkway.security.issuer",
                        PartySystem.ISSUER,
                        "linkway.security.signing-keys",
                        signing.toString()));
    }

    @AfterAll
    void stop() {
        gateway.close();
        theirs.stop();
    }

    private RegisteredParty elsewhere(PartySystem party) {
        return TestParties.sender(
                party.id(),
                Optional.empty(),
                Optional.of(URI.create(theirs.baseUrl() + "/" + party.id())),
                Set.of(),
                false);
    }

    private void publish(PartySystem party, JWK... keys) {
        theirs.stubFor(get("/" + party.id()).willReturn(okJson(new JWKSet(List.of(keys)).toString())));
    }

    private int fetched(PartySystem party) {
        return theirs.findAll(getRequestedFor(urlEqualTo("/" + party.id()))).size();
    }

    private static String signed(PartySystem party, RSAKey key) {
        return PartySystem.signed(JWSAlgorithm.RS384, key, party.claims().build(), JOSEObjectType.JWT);
    }

    private static String signed(PartySystem party, JWSAlgorithm algorithm, String keyId, JWSSigner signer)
            throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(keyId).build(),
                party.claims().build());
        jwt.sign(signer);
        return jwt.serialize();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512"})
    void areSignedByRsa(String algorithm) {
        String assertion = PartySystem.signed(
                JWSAlgorithm.parse(algorithm), surgery.key(), surgery.claims().build(), JOSEObjectType.JWT);

        assertThat(gateway.askForToken(assertion).status()).isEqualTo(200);
    }

    @Test
    void areSignedByEllipticCurvesOfP384() throws JOSEException {
        String assertion = signed(surgery, JWSAlgorithm.ES384, "ec", new ECDSASigner(p384));
        Outcome given = gateway.askForToken(assertion);

        assertThat(given.status()).as(given.body()).isEqualTo(200);
    }

    @Test
    void areNotSignedByShorterCurves() throws JOSEException {
        String assertion = signed(surgery, JWSAlgorithm.ES256, "short", new ECDSASigner(p256));

        assertThat(gateway.askForToken(assertion).status()).isEqualTo(401);
    }

    @Test
    void areProvedByTheKeysThatThePartyPublishesNow() {
        assertThat(gateway.askForToken(changing.assertion()).status()).isEqualTo(200);
        assertThat(gateway.askForToken(changing.assertion()).status()).isEqualTo(200);
        assertThat(fetched(changing)).isEqualTo(1);

        RSAKey next = PartySystem.newKey("next");
        publish(changing, next.toPublicJWK());

        assertThat(gateway.askForToken(signed(changing, next)).status()).isEqualTo(200);
        assertThat(gateway.askForToken(changing.assertion()).status()).isEqualTo(401);
        assertThat(fetched(changing)).isEqualTo(2);
    }

    @Test
    void doNotMakeTheGatewayAskForEachKeyThatSomebodyMadeUp() {
        for (int made = 0; made < 20; made++) {
            RSAKey up =
                    new RSAKey.Builder(attacked.key()).keyID("made-up-" + made).build();
            assertThat(gateway.askForToken(signed(attacked, up)).status()).isEqualTo(401);
        }

        assertThat(fetched(attacked)).isBetween(1, 3);
        assertThat(gateway.askForToken(attacked.assertion()).status()).isEqualTo(200);
    }

    @Test
    void areRefusedWhileTheKeysCannotBeHad() {
        assertThat(gateway.askForToken(unreachable.assertion()).status()).isEqualTo(401);
        assertThat(gateway.askForToken(surgery.assertion()).status()).isEqualTo(200);
    }
}
