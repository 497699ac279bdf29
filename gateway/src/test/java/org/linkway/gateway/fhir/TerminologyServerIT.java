package org.linkway.gateway.fhir;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.gateway.GatewayApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What senders get where the terminology server fails, by the policy for each kind of failure. */
class TerminologyServerIT {
    private static final String RIGHT =
            "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"result\", \"valueBoolean\": true}]}";
    private static final ResponseDefinitionBuilder AWAY = aResponse().withStatus(503);
    private static final ResponseDefinitionBuilder DOES_NOT_KNOW = aResponse().withStatus(404);
    private static final ResponseDefinitionBuilder SAYS_NOTHING = okJson("{\"resourceType\": \"Parameters\"}");

    private static final WireMockServer TERMINOLOGY =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    private static ConfigurableApplicationContext gateway;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path dataDir) {
        TERMINOLOGY.start();
        says("", okJson(RIGHT));
        gateway = new SpringApplicationBuilder(GatewayApplication.class)
                .run(
                        "--server.port=0",
                        "--linkway.data-dir=" + dataDir,
                        "--spring.datasource.url=jdbc:h2:mem:terminology-server",
                        "--linkway.sandbox.demo=false",
                        "--linkway.sandbox.autopilot=false",
                        "--linkway.validation.terminology.base-url=" + TERMINOLOGY.baseUrl(),
                        // However slow the machine: what fails here is what is told to.
                        "--linkway.validation.terminology.connect-timeout=1m",
                        "--linkway.validation.terminology.answer-timeout=1m",
                        "--linkway.validation.terminology.on-unreachable=hold",
                        "--linkway.validation.terminology.on-unknown=block",
                        "--linkway.validation.terminology.on-unclear=warn");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        TERMINOLOGY.stop();
    }

    @Test
    void holdsAMessageAndWorksItsRetry() throws Exception {
        says("1-8", AWAY);
        String referral = referralWithReason("1-8");
        String requestId = UUID.randomUUID().toString();
        int before = numberOfReferrals();

        HttpResponse<String> held = send(referral, requestId);

        assertThat(held.statusCode()).as(held.body()).isEqualTo(503);
        assertThat(held.headers().firstValue("Retry-After")).isPresent();
        assertThat(held.body()).contains("REC_UNAVAILABLE", "'1-8'", "could not be checked");
        assertThat(numberOfReferrals()).isEqualTo(before);

        says("1-8", okJson(RIGHT));
        assertThat(send(referral, requestId).statusCode()).isEqualTo(200);
        assertThat(numberOfReferrals()).isEqualTo(before + 1);
    }

    @Test
    void blocksAMessageAndKeepsNoRefusal() throws Exception {
        says("2-6", DOES_NOT_KNOW);
        String referral = referralWithReason("2-6");
        String requestId = UUID.randomUUID().toString();

        HttpResponse<String> blocked = send(referral, requestId);

        assertThat(blocked.statusCode()).as(blocked.body()).isEqualTo(422);
        assertThat(blocked.body()).contains("REC_UNPROCESSABLE_ENTITY", "'2-6'", "could not be checked");

        says("2-6", okJson(RIGHT));
        assertThat(send(referral, requestId).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAMessageWithAWarning() throws Exception {
        says("3-4", SAYS_NOTHING);

        HttpResponse<String> taken =
                send(referralWithReason("3-4"), UUID.randomUUID().toString());

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(taken.body()).contains("\"warning\"", "'3-4'", "could not be checked", "It is taken as it came.");
    }

    /** @param about what the question has to contain */
    private static void says(String about, ResponseDefinitionBuilder answer) {
        TERMINOLOGY.stubFor(post(urlPathMatching("/(CodeSystem|ValueSet)/.validate-code"))
                .withRequestBody(containing(about))
                .willReturn(answer));
    }

    private String referralWithReason(String loincCode) throws Exception {
        String sample = http.send(HttpRequest.newBuilder(url("/sandbox/sample")).build(), BodyHandlers.ofString())
                .body();
        String changed = sample.replaceFirst(
                "\"http://snomed.info/sct\", \"code\": \"422650009\", \"display\": \"Social isolation\"",
                "\"http://loinc.org\", \"code\": \"" + loincCode + "\"");
        assertThat(changed).isNotEqualTo(sample);
        return changed;
    }

    private HttpResponse<String> send(String referral, String requestId) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(url("/fhir"))
                        .header("Content-Type", "application/fhir+json")
                        .header("X-Request-Id", requestId)
                        .POST(BodyPublishers.ofString(referral))
                        .build(),
                BodyHandlers.ofString());
    }

    private int numberOfReferrals() throws Exception {
        String referrals = http.send(
                        HttpRequest.newBuilder(url("/local/v1/referrals")).build(), BodyHandlers.ofString())
                .body();
        return referrals.split("\"stage\"", -1).length - 1;
    }

    private static URI url(String path) {
        return URI.create("http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port") + path);
    }
}
