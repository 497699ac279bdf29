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
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens come from an authorization server elsewhere. */
class IssuerElsewhereTest {
    private static final RSAKey OLD = PartySystem.newKey("old");
    private static final RSAKey NEW = PartySystem.newKey("new");
    private static final String AUDIENCE = "https://linkway.invalid/fhir";
    private static final String PARTY = "invented-surgery";

    private final WireMockServer issuer =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private GuardedNothing gateway;

    @BeforeEach
    void start() {
        issuer.start();
        issuer.stubFor(get("/realm/.well-known/openid-configuration").willReturn(okJson("""
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys"}""".formatted(name()))));
        publish(OLD);
        gateway = new GuardedNothing(
                new ListedParties(TestParties.sender(PARTY, Optional.empty(), Optional.empty(), Set.of(), false)),
                Map.of(
                        "linkway.security.external",
                        "true",
                        "linkway.security.issuer",
                        name(),
                        "linkway.security.audience",
                        AUDIENCE));
    }

    @AfterEach
    void stop() {
        gateway.close();
        issuer.stop();
    }

    private String name() {
        return issuer.baseUrl() + "/realm";
    }

    private void publish(RSAKey... keys) {
        issuer.stubFor(get("/realm/keys").willReturn(okJson(new JWKSet(List.<JWK>of(keys)).toString())));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(name())
                .audience(AUDIENCE)
                .claim("client_id", PARTY)
                .claim("scope", "system/Task.rs")
                .expirationTime(Date.from(Instant.now().plusSeconds(240)));
    }

    private static String signed(RSAKey key, JWTClaimsSet.Builder claims) {
        return PartySystem.signed(JWSAlgorithm.RS256, key, claims.build(), JOSEObjectType.JWT);
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, invented-surgery",
        "client_id, known-elsewhere-as-invented-surgery",
        "azp, known-elsewhere-as-invented-surgery",
        "sub, invented-surgery"
    })
    void letsInThePartyThatAClaimNames(String claim, String name) {
        String token = signed(OLD, claims().claim("client_id", null).claim(claim, name));

        assertThat(gateway.read(token).party()).contains(PARTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "application/at+jwt", "JWT"})
    void takesWhateverIssuersCallAnAccessToken(String type) {
        String token = PartySystem.signed(JWSAlgorithm.RS384, OLD, claims().build(), new JOSEObjectType(type));

        assertThat(gateway.read(token).party()).contains(PARTY);
    }

    @Test
    void takesNothingElse() throws JOSEException {
        SignedJWT withThePublicKeyAsSecret = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("old").build(), claims().build());
        withThePublicKeyAsSecret.sign(new MACSigner(OLD.toRSAPublicKey().getEncoded()));
        Map<String, String> wrong = Map.of(
                "another's name", signed(OLD, claims().claim("client_id", "nobody-known")),
                "another issuer", signed(OLD, claims().issuer("https://elsewhere.invalid")),
                "another audience", signed(OLD, claims().audience("https://elsewhere.invalid/fhir")),
                "run out",
                        signed(
                                OLD,
                                claims().expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                "without an end", signed(OLD, claims().expirationTime(null)),
                "signed by a key of the same name", signed(PartySystem.newKey("old"), claims()),
                "signed with the public key", withThePublicKeyAsSecret.serialize(),
                "not signed", new PlainJWT(claims().build()).serialize(),
                "a logout token",
                        PartySystem.signed(
                                JWSAlgorithm.RS256, OLD, claims().build(), new JOSEObjectType("logout+jwt")));

        wrong.forEach((why, token) -> {
            assertThat(gateway.read(token).status()).as(why).isEqualTo(401);
            assertThat(gateway.read(token).caller()).as(why).isEmpty();
        });
    }

    @Test
    void givesNoScopeThatThePartyHasNot() {
        GuardedNothing.Outcome outcome =
                gateway.read(signed(OLD, claims().claim("scope", "system/Task.rs local.write")));

        assertThat(outcome.caller().orElseThrow().scopes()).containsExactly("system/Task.rs");
    }

    @Test
    void asksForTheKeysAgainWhenTheIssuerHasANewOne() {
        assertThat(gateway.read(signed(OLD, claims())).party()).contains(PARTY);
        publish(NEW);

        assertThat(gateway.read(signed(NEW, claims())).party()).contains(PARTY);
        assertThat(gateway.read(signed(OLD, claims())).status()).isEqualTo(401);
    }

    @Test
    void doesNotAskForEachKeyThatSomebodyMadeUp() {
        for (int made = 0; made < 20; made++) {
            RSAKey up = new RSAKey.Builder(NEW).keyID("made-up-" + made).build();
            assertThat(gateway.read(signed(up, claims())).status()).isEqualTo(401);
        }

        assertThat(issuer.findAll(getRequestedFor(urlEqualTo("/realm/keys"))).size())
                .isBetween(1, 3);
        assertThat(gateway.read(signed(OLD, claims())).party()).contains(PARTY);
    }

    @Test
    void refusesAndDoesNotFailWhileTheKeysCannotBeHad() {
        issuer.stubFor(get("/realm/keys").willReturn(serverError()));
        assertThat(gateway.read(signed(OLD, claims())).status()).isEqualTo(401);

        issuer.stubFor(get("/realm/.well-known/openid-configuration").willReturn(serverError()));
        assertThat(gateway.read(signed(OLD, claims())).status()).isEqualTo(401);
    }

    @Test
    void startsWithoutItsIssuerAndAsksWhenTheFirstTokenComes() {
        issuer.resetAll();
        assertThat(gateway.read(signed(OLD, claims())).status()).isEqualTo(401);

        issuer.stubFor(get("/realm/.well-known/openid-configuration").willReturn(okJson("""
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys"}""".formatted(name()))));
        publish(OLD);
        assertThat(gateway.read(signed(OLD, claims())).party()).contains(PARTY);
    }
}
