package org.linkway.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private LimitedTomcat tomcat;

    @BeforeAll
    void start() {
        tomcat = new LimitedTomcat();
    }

    @AfterAll
    void stop() {
        tomcat.close();
    }

    @Test
    void holdForAPartyInTheFormOfEachDoorAndNeverForHealth() throws Exception {
        get("/fhir/Task", "small");
        get("/fhir/Task", "small");

        HttpResponse<String> fhir = get("/fhir/Task?patient.identifier=9990000018", "small");
        assertThat(fhir.statusCode()).isEqualTo(429);
        assertThat(fhir.headers().firstValue("Retry-After")).contains("1");
        assertThat(fhir.headers().firstValue("Content-Type")).get().asString().startsWith("application/fhir+json");
        assertThat(fhir.body()).contains("throttled").doesNotContain("9990000018");

        HttpResponse<String> local = get("/local/v1/referrals", "small");
        assertThat(local.statusCode()).isEqualTo(429);
        assertThat(local.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(get("/oauth2/token", "small").body()).contains("\"error\":\"temporarily_unavailable\"");

        assertThat(get("/actuator/health", "small").statusCode()).isEqualTo(200);
        assertThat(get("/fhir/Task", "another").statusCode()).isEqualTo(200);
    }

    @Test
    void holdForAnAddressWhoseCallersKeepFailingToSayWhoTheyAre() throws Exception {
        try (LimitedTomcat guessed = new LimitedTomcat()) {
            for (int guess = 0; guess < 5; guess++) {
                assertThat(get(guessed, "/unknown", "x").statusCode()).isEqualTo(401);
            }
            HttpResponse<String> refused = get(guessed, "/unknown", "x");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After"))
                    .hasValueSatisfying(
                            seconds -> assertThat(Integer.parseInt(seconds)).isBetween(2, 12));
        }
    }

    private HttpResponse<String> get(String path, String party) throws IOException, InterruptedException {
        return get(tomcat, path, party);
    }

    private HttpResponse<String> get(LimitedTomcat at, String path, String party)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at.port() + path))
                        .header("X-Party", party)
                        .build(),
                BodyHandlers.ofString());
    }
}
