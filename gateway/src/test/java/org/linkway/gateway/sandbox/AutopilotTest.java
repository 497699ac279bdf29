package org.linkway.gateway.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AutopilotTest {
    private static final String ONE = UUID.randomUUID().toString();
    private static final String TWO = UUID.randomUUID().toString();

    private final WireMockServer gateway =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final Autopilot autopilot = new Autopilot(
            new GatewayClient(gateway::baseUrl), Clock.fixed(Instant.parse("2026-04-01T10:00:00Z"), ZoneOffset.UTC));

    @BeforeEach
    void start() {
        gateway.start();
        gateway.stubFor(get("/actuator/health/readiness").willReturn(okJson("{}")));
        gateway.stubFor(post(urlMatching("/local/v1/referrals/.*/events"))
                .willReturn(okJson("{}").withStatus(201)));
    }

    @AfterEach
    void stop() {
        gateway.stop();
    }

    @Test
    void takesEachReferralOneStepFurther() throws InterruptedException {
        lists(referral(ONE, "requested", "awaiting-triage"), referral(TWO, "accepted", "accepted"));

        autopilot.workOnce();

        assertThat(reported()).hasSize(2);
        gateway.verify(postRequestedFor(urlEqualTo(LinkWorkerEvent.path(ONE)))
                .withRequestBody(matchingJsonPath("$.type", equalTo("accepted")))
                .withRequestBody(matchingJsonPath("$.occurredAt", equalTo("2026-04-01T10:00:00Z")))
                .withRequestBody(matchingJsonPath("$.recordedBy.role", equalTo("link worker"))));
        gateway.verify(postRequestedFor(urlEqualTo(LinkWorkerEvent.path(TWO)))
                .withRequestBody(matchingJsonPath("$.type", equalTo("seen"))));
    }

    @Test
    void completesWithAnOutcomeWhoeverWasJustSeen() throws InterruptedException {
        lists(referral(ONE, "in-progress", "seen"));

        autopilot.workOnce();

        gateway.verify(postRequestedFor(urlEqualTo(LinkWorkerEvent.path(ONE)))
                .withRequestBody(matchingJsonPath("$.type", equalTo("completed")))
                .withRequestBody(matchingJsonPath("$.outcome.code", equalTo("connected-and-continuing")))
                .withRequestBody(matchingJsonPath("$.outcome.narrative"))
                .withRequestBody(matchingJsonPath("$.actionForGp", equalTo("None"))));
    }

    @Test
    void leavesAloneWhatAPersonHasTakenAnotherWay() throws InterruptedException {
        lists(referral(ONE, "in-progress", "did-not-attend"));

        autopilot.workOnce();

        assertThat(reported()).isEmpty();
    }

    @Test
    void repeatsAnEventUnderTheSameId() throws InterruptedException {
        lists(referral(ONE, "requested", "awaiting-triage"));
        gateway.stubFor(post(urlEqualTo(LinkWorkerEvent.path(ONE)))
                .willReturn(okJson("{}").withStatus(409)));

        autopilot.workOnce();
        autopilot.workOnce();

        assertThat(reported())
                .hasSize(2)
                .extracting(LoggedRequest::getBodyAsString)
                .containsOnly(reported().get(0).getBodyAsString());
    }

    @Test
    void readsEveryPage() throws InterruptedException {
        gateway.stubFor(get(urlPathEqualTo("/local/v1/referrals"))
                .withQueryParam("after", absent())
                .willReturn(okJson(
                        "{\"referrals\": [%s], \"next\": \"more\"}".formatted(referral(ONE, "accepted", "accepted")))));
        gateway.stubFor(get(urlPathEqualTo("/local/v1/referrals"))
                .withQueryParam("after", equalTo(ONE))
                .willReturn(okJson("{\"referrals\": [%s]}".formatted(referral(TWO, "accepted", "accepted")))));

        autopilot.workOnce();

        assertThat(reported())
                .extracting(LoggedRequest::getUrl)
                .containsExactlyInAnyOrder(LinkWorkerEvent.path(ONE), LinkWorkerEvent.path(TWO));
    }

    @Test
    void goesOnAfterTheGatewayFails() {
        gateway.stubFor(get(urlPathEqualTo("/local/v1/referrals"))
                .willReturn(aResponse().withStatus(500).withBody("not JSON")));
        SandboxThreads threads = new SandboxThreads().add("autopilot-under-test", autopilot::run);
        threads.start();
        try {
            await().until(() -> !gateway.findAll(getRequestedFor(urlPathEqualTo("/local/v1/referrals")))
                    .isEmpty());
            lists(referral(ONE, "requested", "awaiting-triage"));
            autopilot.wake();

            await().atMost(Duration.ofSeconds(5)).until(() -> !reported().isEmpty());
        } finally {
            threads.stop();
        }
    }

    private void lists(String... referrals) {
        gateway.stubFor(get(urlPathEqualTo("/local/v1/referrals"))
                .willReturn(okJson("{\"referrals\": [" + String.join(",", referrals) + "]}")));
    }

    private static String referral(String id, String status, String stage) {
        return """
                {"id": "%s", "version": 1, "status": "%s", "stage": "%s"}""".formatted(id, status, stage);
    }

    private List<LoggedRequest> reported() {
        return gateway.findAll(postRequestedFor(urlMatching("/local/v1/referrals/.*/events")));
    }
}
