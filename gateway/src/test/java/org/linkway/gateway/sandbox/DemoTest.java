package org.linkway.gateway.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final String REFERRAL = "5a9a9c4e-0000-4000-8000-000000000001";
    private static final String TASK = "5a9a9c4e-0000-4000-8000-000000000002";
    private static final String ENTRY = "5a9a9c4e-0000-4000-8000-000000000003";

    private final WireMockServer gateway =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final LoopConsole console = new LoopConsole(new PrintStream(printed, true, UTF_8));
    private final GatewayClient client = new GatewayClient(gateway::baseUrl);
    private final SampleReferral sample = new SampleReferral(Clock.systemUTC());

    @BeforeEach
    void start() {
        gateway.start();
        gateway.stubFor(get("/actuator/health/readiness").willReturn(okJson("{}")));
        gateway.stubFor(post("/fhir")
                .withHeader("X-Request-Id", matching(".+"))
                .withHeader("Content-Type", equalTo("application/fhir+json"))
                .willReturn(okJson("""
                        {"resourceType": "Bundle", "entry": [{"response": {"location": "Patient/x/_history/1"}},
                         {"response": {"location": "Task/%s/_history/1"}}]}""".formatted(TASK))));
        answers("/fhir/Task/" + TASK, """
                {"resourceType": "Task", "status": "completed",
                 "identifier": [{"system": "https://fhir.linkway.org/Id/referral", "value": "%s"}],
                 "businessStatus": {"coding": [{"display": "Completed"}]}}""".formatted(REFERRAL));
        gateway.stubFor(
                get(urlPathMatching("/fhir/Task/" + TASK + "/_history/[0-9]+")).willReturn(okJson("""
                {"resourceType": "Task", "status": "completed",
                 "businessStatus": {"coding": [{"display": "Completed"}]}}""")));
        answers("/local/v1/deliveries", deliveries("delivered"));
        referral("filed", "null");
        holds("/sandbox/gp/fhir/Procedure/_search", "{\"resourceType\": \"Bundle\"}");
        holds("/sandbox/gp/fhir/Observation/_search", """
                {"entry": [{"resource": %s}, {"resource": %s}]}""".formatted(
                        observation("of an earlier run", "111"), observation(ENTRY, "222")));
    }

    @AfterEach
    void stop() {
        gateway.stop();
    }

    @Test
    void printsTheLoopInOrderAndWhatTheRecordHolds() throws InterruptedException {
        run(new SandboxProperties(true, true));

        assertThat(printed.toString(UTF_8))
                .containsSubsequence(
                        Stream.of(LoopStep.values()).map(LoopStep::words).toList())
                .contains("222 As the record shows it (Observation)", "The loop is closed")
                .contains(gateway.baseUrl() + "/sandbox/sample | curl")
                .doesNotContain("111 As", "MISSED");
    }

    @Test
    void printsAStepOnlyOnceItHasHappened() throws Exception {
        gateway.stubFor(get(urlPathEqualTo("/local/v1/deliveries"))
                .inScenario("delivery")
                .whenScenarioStateIs(STARTED)
                .willReturn(okJson(deliveries("retrying")))
                .willSetStateTo("sent"));
        gateway.stubFor(get(urlPathEqualTo("/local/v1/deliveries"))
                .inScenario("delivery")
                .whenScenarioStateIs("sent")
                .willReturn(okJson(deliveries("delivered"))));
        referral("planned", "null");

        assertThatThrownBy(() -> loop(Duration.ofMillis(800)).follow(true))
                .isInstanceOfSatisfying(
                        LoopMissed.class, missed -> assertThat(missed.step()).isEqualTo(LoopStep.FILED))
                .hasMessageContaining("/local/v1/referrals/" + REFERRAL);
        assertThat(printed.toString(UTF_8)).contains("sent to link workers").doesNotContain("filed", "read back");
    }

    @Test
    void saysWhatWasRefusedAndStillPrintsTheAddresses() throws InterruptedException {
        gateway.stubFor(post("/fhir")
                .willReturn(okJson("{\"issue\": [{\"diagnostics\": \"ServiceRequest.subject is missing.\"}]}")
                        .withStatus(422)));

        run(new SandboxProperties(true, true));

        assertThat(printed.toString(UTF_8))
                .containsPattern("MISSED +validated +Refused: ServiceRequest.subject is missing.")
                .contains("Try your own:");
    }

    @Test
    void saysThatTheGatewayFailed() {
        gateway.stubFor(post("/fhir").willReturn(okJson("{}").withStatus(500)));

        assertThatThrownBy(() -> loop(Duration.ofSeconds(5)).follow(true))
                .isInstanceOfSatisfying(
                        LoopMissed.class, missed -> assertThat(missed.step()).isEqualTo(LoopStep.RECEIVED))
                .hasMessage("POST /fhir answered 500. See the log.");
    }

    @Test
    void saysWhyAnEntryWasNotFiled() {
        referral("parked", "\"Trace needed.\"");

        assertThatThrownBy(() -> loop(Duration.ofSeconds(5)).follow(true))
                .isInstanceOf(LoopMissed.class)
                .hasMessageContaining("parked: Trace needed.");
    }

    @Test
    void doesNotTakeTheGatewaysWordForWhatTheRecordHolds() {
        holds("/sandbox/gp/fhir/Observation/_search", "{\"resourceType\": \"Bundle\"}");

        assertThatThrownBy(() -> loop(Duration.ofMillis(500)).follow(true))
                .isInstanceOfSatisfying(
                        LoopMissed.class, missed -> assertThat(missed.step()).isEqualTo(LoopStep.READ_BACK));
    }

    @Test
    void handsOverAfterTheDeliveryWhereTheAutopilotIsOff() throws InterruptedException {
        run(new SandboxProperties(false, true));

        assertThat(printed.toString(UTF_8))
                .contains("sent to link workers", "\"type\":\"accepted\"", LinkWorkerEvent.path(REFERRAL))
                .doesNotContain("completed", "MISSED");
    }

    @Test
    void leavesTheSampleOutOnRequest() throws InterruptedException {
        run(new SandboxProperties(true, false));

        assertThat(printed.toString(UTF_8)).contains("Try your own:").doesNotContain("received");
        assertThat(gateway.findAll(postRequestedFor(urlPathEqualTo("/fhir")))).isEmpty();
    }

    private void run(SandboxProperties properties) throws InterruptedException {
        new Demo(properties, client, sample, console).run();
    }

    private SampleLoop loop(Duration patience) {
        return new SampleLoop(client, sample, console, patience);
    }

    private void holds(String path, String json) {
        gateway.stubFor(post(urlPathEqualTo(path))
                .withRequestBody(matching("patient.identifier=.*"))
                .willReturn(okJson(json)));
    }

    private void answers(String path, String json) {
        gateway.stubFor(get(urlPathEqualTo(path)).willReturn(okJson(json)));
    }

    private void referral(String filing, String explanation) {
        String events = String.join(
                ",",
                Stream.of("received", "accepted", "seen", "completed")
                        .map("{\"type\": \"%s\", \"recordedBy\": {\"name\": \"Robin Example\"}}"::formatted)
                        .toList());
        answers("/local/v1/referrals/" + REFERRAL, """
                {"id": "%s", "events": [%s], "recordEntries": [
                 {"id": "%s", "code": {"code": "222"}, "status": "%s", "explanation": %s},
                 {"id": "in words", "status": "filed"}]}""".formatted(REFERRAL, events, ENTRY, filing, explanation));
    }

    private static String deliveries(String state) {
        return """
                {"deliveries": [{"kind": "entry-to-record", "state": "parked"},
                 {"kind": "referral-to-worker", "state": "%s", "attempts": 1}]}""".formatted(state);
    }

    private static String observation(String entryId, String code) {
        return """
                {"resourceType": "Observation",
                 "identifier": [{"system": "https://fhir.linkway.org/Id/record-entry", "value": "%s"}],
                 "code": {"coding": [{"code": "%s", "display": "As the record shows it"}]}}""".formatted(entryId, code);
    }
}
