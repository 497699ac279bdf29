package org.linkway.conformance.access;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.conformance.access.Access.NotLetIn;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.command.Options;

/** Each way of the NHS and of SMART against a token endpoint that takes it. */
class AccessOptionsTest {
    private static final Map<String, String> BEARER = Map.of("Authorization", "Bearer given");

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(
                post(urlEqualTo("/token")).willReturn(okJson("{\"access_token\": \"given\", \"expires_in\": 300}")));
        server.stubFor(get(urlEqualTo("/fhir/.well-known/smart-configuration"))
                .willReturn(okJson("{\"token_endpoint\": \"" + server.baseUrl() + "/token\"}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void nobodyIsShownWhereNobodyAsks() {
        assertThat(access().headers()).isEmpty();
    }

    @Test
    void aTokenAndAKeyComeFromFiles() throws Exception {
        assertThat(access("--token-file", file("given\n")).headers()).isEqualTo(BEARER);
        assertThat(access("--api-key-file", file("key")).headers()).isEqualTo(Map.of("apikey", "key"));
    }

    @Test
    void smartBackendServicesSignByTheKeyTheyHave() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_384).keyID("two").generate();

        assertThat(access("--smart-client", "gp-system", "--key", file(key.toJSONString()))
                        .headers())
                .isEqualTo(BEARER);

        Map<String, String> form = form();
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "system/*.cruds")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        SignedJWT assertion = SignedJWT.parse(form.get("client_assertion"));
        assertThat(assertion.verify(new ECDSAVerifier(key.toPublicJWK()))).isTrue();
        assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("ES384");
        assertThat(assertion.getHeader().getKeyID()).isEqualTo("two");
        assertThat(assertion.getJWTClaimsSet().getIssuer()).isEqualTo("gp-system");
        assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo("gp-system");
        assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly(server.baseUrl() + "/token");
        assertThat(assertion.getJWTClaimsSet().getJWTID()).hasSize(36);
    }

    @Test
    void theNhsApiPlatformWantsRs512AndNoScope() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("int-1").generate();

        Access access = access(
                "--nhs-api-key",
                "api-key",
                "--key",
                file(key.toJSONString()),
                "--token-endpoint",
                server.baseUrl() + "/token");

        assertThat(access.headers()).isEqualTo(BEARER);
        SignedJWT assertion = SignedJWT.parse(form().get("client_assertion"));
        assertThat(assertion.verify(new RSASSAVerifier(key.toPublicJWK()))).isTrue();
        assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("RS512");
        assertThat(form()).doesNotContainKey("scope");
    }

    @Test
    void aTokenIsUsedUntilItRunsOut() throws Exception {
        Access access = access(
                "--client", "x", "--client-secret-file", file("s"), "--token-endpoint", server.baseUrl() + "/token");

        access.headers();
        access.headers();

        server.verify(1, postRequestedFor(urlEqualTo("/token")));
        assertThat(form()).containsEntry("client_id", "x").containsEntry("client_secret", "s");
    }

    @Test
    void saysWhatTheTokenEndpointSaid() throws Exception {
        server.stubFor(post(urlEqualTo("/token"))
                .willReturn(
                        unauthorized().withBody("{\"error\": \"invalid_client\", \"error_description\": \"who?\"}")));
        Access access = access(
                "--client", "x", "--client-secret-file", file("s"), "--token-endpoint", server.baseUrl() + "/token");

        assertThatThrownBy(access::headers)
                .isInstanceOf(NotLetIn.class)
                .hasMessageContaining("answered 401")
                .hasMessageContaining("invalid_client who?");
    }

    @Test
    void refusesWhatContradictsItselfOrLacksSomething() throws Exception {
        JWK open = new ECKeyGenerator(Curve.P_384).generate().toPublicJWK();

        assertThatThrownBy(() -> access("--token-file", "x", "--api-key-file", "y"))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("There is more than one way to be let in: --api-key-file, --token-file. Give one.");
        assertThatThrownBy(() -> access("--smart-client", "x")).hasMessageContaining("--key");
        assertThatThrownBy(() -> access("--smart-client", "x", "--key", file(open.toJSONString())))
                .hasMessageContaining("public key");
        assertThatThrownBy(() -> access("--token-file", folder.resolve("none").toString()))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> AccessOptions.tls(options("--certificate", file("none"))))
                .hasMessageContaining(" cannot be opened");
    }

    private Access access(String... arguments) {
        return AccessOptions.of(options(arguments), server.baseUrl() + "/fhir", Optional.empty());
    }

    private static Options options(String... arguments) {
        return Options.parse(List.of(arguments), AccessOptions.NAMES, java.util.Set.of());
    }

    private String file(String content) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "secret", ""), content)
                .toString();
    }

    private Map<String, String> form() {
        String body =
                server.findAll(postRequestedFor(urlEqualTo("/token"))).get(0).getBodyAsString();
        return Arrays.stream(body.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }
}
