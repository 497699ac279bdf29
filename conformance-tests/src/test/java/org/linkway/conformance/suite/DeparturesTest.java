package org.linkway.conformance.suite;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.TestResult;

/** Where Linkway does otherwise, a receiver that does as asked is not warned of, and one that answers anything is. */
class DeparturesTest {
    private static final WireMockServer SERVER =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @AfterEach
    void forget() {
        SERVER.resetAll();
    }

    @Test
    void whoDoesAsAskedPasses() {
        SERVER.stubFor(any(anyUrl()).willReturn(refusal(400, "value", "REC_BAD_REQUEST")));
        SERVER.stubFor(post("/fhir/$process-message").willReturn(refusal(400, "invariant", "REC_BAD_REQUEST")));
        SERVER.stubFor(post("/fhir/Subscription").willReturn(status(201)));
        SERVER.stubFor(WireMock.get(urlPathEqualTo("/fhir/MessageDefinition")).willReturn(json(200, """
                {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": {
                  "resourceType": "MessageDefinition", "eventCoding": {"code": "servicerequest-request"},
                  "useContext": [{"code": {"code": "workflow"}, "valueCodeableConcept": {"coding": [{"code": "a5t1"}]}}],
                  "focus": [{"code": "Consent", "min": 1}]}}]}""")));
        SERVER.stubFor(WireMock.get(urlPathEqualTo("/fhir/MessageDefinition"))
                .withQueryParam("context", WireMock.havingExactly("9999999999", "a9t99"))
                .willReturn(refusal(404, "not-found", "REC_NOT_FOUND")));
        SERVER.stubFor(WireMock.get(urlPathEqualTo("/fhir/MessageDefinition"))
                .withQueryParam("context", WireMock.equalTo("|||"))
                .willReturn(refusal(400, "value", "REC_BAD_REQUEST")));

        assertThat(tests())
                .hasSize(Departures.all().size())
                .allSatisfy(test -> assertThat(test.result()).as(test.name()).isEqualTo(Result.PASS));
    }

    @Test
    void whoTakesAnythingIsWarnedOf() {
        SERVER.stubFor(any(anyUrl()).willReturn(json(200, """
                {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": {
                  "resourceType": "MessageDefinition", "eventCoding": {"code": "servicerequest-request"},
                  "useContext": [{"code": {"code": "workflow"}, "valueCodeableConcept": {"coding": [{"code": "a9t1"}]}}],
                  "focus": [{"code": "Consent", "min": 1}]}}]}""")));

        assertThat(tests())
                .hasSize(Departures.all().size())
                .allSatisfy(test -> assertThat(test.result()).as(test.name()).isEqualTo(Result.WARNING));
    }

    private static List<TestResult> tests() {
        return Runs.of(
                        Role.RECEIVER,
                        script -> Departures.all().keySet().stream().anyMatch(script::isOrShows),
                        Map.of(1, Runs.at(SERVER.baseUrl() + "/fhir")),
                        Map.of())
                .stream()
                .flatMap(result -> result.tests().stream())
                .toList();
    }

    private static ResponseDefinitionBuilder refusal(int status, String code, String reason) {
        return json(status, """
                {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "%s",
                  "details": {"coding": [{"code": "%s"}]}}]}""".formatted(code, reason));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/fhir+json")
                .withBody(body);
    }
}
