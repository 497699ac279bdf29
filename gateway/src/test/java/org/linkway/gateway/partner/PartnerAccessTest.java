package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerUnavailable;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/** How Linkway proves itself by a token that it asks for with a signed assertion. */
class PartnerAccessTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"a\"}";

    private static KeyPair key;

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final TokenPartner partner = new TokenPartner();
    private Access access;

    @BeforeAll
    static void makeKey() throws NoSuchAlgorithmException {
        key = TestKeys.pair("RSA", 2048);
    }

    @BeforeEach
    void start() throws IOException {
        access = TestAccess.with(partner.access(folder, key), new DefaultSslBundleRegistry(), movedClock())
                .of("linkway.test.access", Optional.of("nhs"));
    }

    @AfterEach
    void stop() {
        partner.close();
    }

    @Test
    void asksForTheTokenByAnAssertionAsTheNhsPlatformWantsIt() throws Exception {
        partner.givesTokens(600);
        partner.takes("token-1", aResponse());

        assertThat(send().statusCode()).isEqualTo(200);

        LoggedRequest request = partner.server()
                .findAll(postRequestedFor(urlEqualTo("/oauth2/token")))
                .get(0);
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.formParameter("grant_type").firstValue()).isEqualTo("client_credentials");
        assertThat(request.formParameter("client_assertion_type").firstValue())
                .isEqualTo("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        SignedJWT assertion =
                SignedJWT.parse(request.formParameter("client_assertion").firstValue());
        assertThat(assertion.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS512);
        assertThat(assertion.getHeader().getKeyID()).isEqualTo("linkway-1");
        assertThat(assertion.getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(assertion.verify(new RSASSAVerifier((RSAPublicKey) key.getPublic())))
                .isTrue();
        JWTClaimsSet claims = assertion.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(TokenPartner.CLIENT_ID);
        assertThat(claims.getSubject()).isEqualTo(TokenPartner.CLIENT_ID);
        assertThat(claims.getAudience()).containsExactly(partner.tokenUrl());
        assertThat(UUID.fromString(claims.getJWTID())).isNotNull();
        assertThat(claims.getExpirationTime().toInstant()).isAfter(NOW).isBefore(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void usesOneTokenUntilShortlyBeforeItExpires() throws Exception {
        partner.givesTokens(600);
        partner.takes("token-1", aResponse());

        send();
        now.set(NOW.plusSeconds(569));
        send();
        assertThat(partner.tokenRequests()).isEqualTo(1);

        partner.takes("token-2", aResponse());
        now.set(NOW.plusSeconds(570));
        assertThat(send().statusCode()).isEqualTo(200);
        assertThat(partner.tokenRequests()).isEqualTo(2);
    }

    @Test
    void asksForOneTokenHoweverManyThreadsNeedIt() throws Exception {
        partner.givesTokens(600);
        partner.takes("token-1", aResponse());

        assertThat(together(40, this::status)).containsOnly("200");

        assertThat(partner.tokenRequests()).isEqualTo(1);
    }

    @Test
    void tellsAllWhoWaitOfOneFailure() throws Exception {
        partner.failsTokens(aResponse().withStatus(503).withFixedDelay(1500));

        assertThat(together(20, this::status)).containsOnly("The token endpoint of the access 'nhs' answered 503.");

        assertThat(partner.tokenRequests()).isEqualTo(1);
    }

    @Test
    void leavesATokenEndpointAloneForAsLongAsItAsks() {
        partner.failsTokens(aResponse().withStatus(429).withHeader("Retry-After", "7"));

        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        PartnerUnavailable.class,
                        failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void asksAgainAfterAFailure() throws Exception {
        partner.failsTokens(aResponse().withStatus(503));
        assertThat(status()).endsWith("answered 503.");

        partner.givesTokens(600);
        partner.takes("token-1", aResponse());
        assertThat(status()).isEqualTo("200");
    }

    @Test
    void saysWhichTokenEndpointFailsUntilItDoesNot() throws Exception {
        PartnerAccess all = TestAccess.with(partner.access(folder, key), new DefaultSslBundleRegistry(), movedClock());
        access = all.of("linkway.test.access", Optional.of("nhs"));
        assertThat(all.failing()).isEmpty();

        partner.failsTokens(aResponse().withStatus(503));
        status();
        assertThat(all.failing()).containsExactly("the token endpoint of the access 'nhs'");

        partner.givesTokens(600);
        partner.takes("token-1", aResponse());
        status();
        assertThat(all.failing()).isEmpty();
    }

    @Test
    void renewsARefusedTokenOnceAndTriesAgain() throws Exception {
        partner.givesTokens(600);
        partner.takes("token-1", aResponse());
        send();

        partner.takes("none", aResponse());
        partner.takes("token-2", aResponse());
        assertThat(together(20, this::status)).containsOnly("200");

        assertThat(partner.tokenRequests()).isEqualTo(2);
    }

    @Test
    void doesNotRenewForEver() throws Exception {
        partner.givesTokens(600);
        partner.takes("none of these", aResponse());

        assertThat(status()).isEqualTo("401");

        assertThat(partner.tokenRequests()).isEqualTo(2);
        partner.server().verify(2, getRequestedFor(urlPathEqualTo("/fhir/Patient/a")));
    }

    @Test
    void saysInOneSentenceWhatTheTokenEndpointSaid() {
        partner.failsTokens(aResponse()
                .withStatus(400)
                .withBody("{\"error\":\"invalid_client\",\"error_description\":\"secret words\"}"));
        assertThatThrownBy(this::send)
                .isInstanceOf(HeldUp.class)
                .hasMessage("The token endpoint of the access 'nhs' answered 400 invalid_client.");

        partner.failsTokens(aResponse().withBody("<html>"));
        assertThatThrownBy(this::send)
                .isInstanceOf(HeldUp.class)
                .hasMessage("The token endpoint of the access 'nhs' answered with what is no bearer token.");

        partner.failsTokens(aResponse().withBody("{\"access_token\":\"with\\r\\nX-Other: header\"}"));
        assertThatThrownBy(this::send).isInstanceOf(HeldUp.class).hasMessageEndingWith("no bearer token.");

        partner.failsTokens(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThatThrownBy(this::send)
                .isInstanceOf(HeldUp.class)
                .hasMessage("The token endpoint of the access 'nhs' could not be reached.");
    }

    @Test
    void givesUpAnAnswerThatNeverEnds() {
        partner.givesTokens(600);
        partner.takes("token-1", aResponse().withBody("x".repeat(100)).withChunkedDribbleDelay(100, 60_000));

        assertThatThrownBy(() -> access.send(HttpRequest.newBuilder(URI.create(partner.base()))
                        .timeout(Duration.ofMillis(500))
                        .build()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void provesItselfWithHapisClientsToo() {
        partner.givesTokens(600);
        partner.takes("token-1", fhir(PATIENT));
        FhirPartner fhir = new FhirPartner("The partner");
        IGenericClient client = fhir.client(partner.base(), access);

        assertThat(readPatient(fhir, client).getIdPart()).isEqualTo("a");

        partner.takes("none", aResponse());
        partner.takes("token-2", fhir(PATIENT));
        assertThat(readPatient(fhir, client).getIdPart()).isEqualTo("a");

        partner.takes("none", aResponse());
        assertThatThrownBy(() -> readPatient(fhir, client))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessage("The partner answered 401.");
        assertThat(partner.tokenRequests()).isEqualTo(3);
    }

    @Test
    void takesItsProofNowhereElse() {
        TokenPartner other = new TokenPartner();
        other.server().stubFor(any(anyUrl()).willReturn(fhir("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}")));
        partner.givesTokens(600);
        partner.takes(
                "token-1",
                fhir("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":"
                        + "[{\"relation\":\"next\",\"url\":\"" + other.base() + "?page=2\"}]}"));
        FhirPartner fhir = new FhirPartner("The partner");
        IGenericClient client = fhir.client(partner.base(), access);
        Bundle page = client.search()
                .forResource(Patient.class)
                .returnBundle(Bundle.class)
                .execute();

        assertThatThrownBy(() -> fhir.asking(() -> client.loadPage().next(page).execute()))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessage("The partner named a page that is not its own, which is not followed.");

        partner.takes("token-1", aResponse().withStatus(302).withHeader("Location", other.base()));
        assertThatThrownBy(() -> readPatient(fhir, client)).hasMessage("The partner answered 302.");
        assertThat(other.server().getAllServeEvents()).isEmpty();
        other.close();
    }

    @Test
    void writesNoSecretIntoALog() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            partner.givesTokens(600);
            partner.takes("token-2", fhir(PATIENT));
            send();
            FhirPartner fhir = new FhirPartner("The partner");
            readPatient(fhir, fhir.client(partner.base(), access));
            partner.takes("none", aResponse());
            String told =
                    CapturedLog.told(catchThrowable(() -> readPatient(fhir, fhir.client(partner.base(), access))));
            partner.failsTokens(aResponse().withStatus(400).withBody("token-9"));
            told += CapturedLog.told(catchThrowable(this::send));

            assertThat(log.text() + told)
                    .isNotEmpty()
                    .doesNotContain("token-1", "token-2", "token-3", "token-9")
                    .doesNotContain(partner.server().findAll(postRequestedFor(urlEqualTo("/oauth2/token"))).stream()
                            .map(request ->
                                    request.formParameter("client_assertion").firstValue())
                            .toList());
        }
    }

    private HttpResponse<byte[]> send() throws IOException, InterruptedException {
        return access.send(HttpRequest.newBuilder(URI.create(partner.base() + "/Patient/a"))
                .timeout(Duration.ofSeconds(5))
                .build());
    }

    private String status() throws IOException, InterruptedException {
        try {
            return Integer.toString(send().statusCode());
        } catch (PartnerUnavailable e) {
            return e.getMessage();
        }
    }

    private static IdType readPatient(FhirPartner fhir, IGenericClient client) {
        return fhir.asking(
                        () -> client.read().resource(Patient.class).withId("a").execute())
                .getIdElement();
    }

    private interface Work {
        String run() throws Exception;
    }

    private static List<String> together(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<String>> all = IntStream.range(0, threads)
                    .mapToObj(thread -> pool.submit(() -> {
                        start.await();
                        return work.run();
                    }))
                    .toList();
            start.countDown();
            List<String> results = new ArrayList<>();
            for (Future<String> one : all) {
                results.add(one.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static ResponseDefinitionBuilder fhir(String body) {
        return aResponse().withHeader("Content-Type", "application/fhir+json").withBody(body);
    }

    private Clock movedClock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
