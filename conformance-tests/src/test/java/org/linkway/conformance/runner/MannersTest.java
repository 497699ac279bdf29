package org.linkway.conformance.runner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.conformance.runner.PlayedServer.fhir;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scripts written in the manners of those that are in use, each run from its first step to its last. */
class MannersTest {
    private static final String WEIGHT = """
            <Observation xmlns="http://hl7.org/fhir">
              <id value="weight"/><status value="final"/>
              <code><coding><system value="http://loinc.org"/><code value="29463-7"/></coding></code>
              <effectiveDateTime value="2026-11-23"/>
              <valueQuantity><value value="70.0"/><unit value="kg"/></valueQuantity>
            </Observation>""";
    private static final String PATIENT = """
            {"resourceType": "Patient", "id": "p1", "meta": {"versionId": "7"}, "name": [{"family": "Invented"}]}""";

    private final PlayedServer server = new PlayedServer();
    private final PlayedServer second = new PlayedServer();
    private final PlayedServer third = new PlayedServer();

    @AfterEach
    void close() {
        server.close();
        second.close();
        third.close();
    }

    @Test
    void loadsByATransactionInXmlAndSearchesForDaysThatCountFromToday() {
        server.answers(
                post(urlEqualTo("/fhir")),
                xml("<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"transaction-response\"/></Bundle>"));
        server.answers(
                get(urlPathEqualTo("/fhir/Observation")),
                xml(
                        "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"searchset\"/><entry><fullUrl value=\"http://example.org/fhir/Observation/weight\"/><resource>"
                                + WEIGHT + "</resource><search><mode value=\"match\"/></search></entry></Bundle>"));
        server.answers(get(urlEqualTo("/fhir/Observation/weight")), xml(WEIGHT));

        ScriptResult result = server.run("load-and-search.xml");

        assertThat(result.script().ignored()).isEmpty();
        assertThat(result.setup()).extracting(StepResult::result).containsOnly(Result.PASS);
        assertThat(results(result, 0))
                .as(sentences(result, 0))
                .containsExactly(
                        Result.PASS, Result.PASS, Result.PASS, Result.PASS, Result.FAIL, Result.PASS, Result.WARNING);
        assertThat(result.tests().get(0).decisive().orElseThrow().judgement().sentence())
                .isEqualTo("Expected `Bundle.entry.count()` to be `2`; found `Bundle.entry.count()` is `1`.");
        assertThat(results(result, 1)).as(sentences(result, 1)).containsOnly(Result.PASS);
        List<LoggedRequest> requests = server.requests();
        assertThat(requests)
                .extracting(request -> request.getMethod() + " " + request.getUrl())
                .containsExactly(
                        "POST /fhir",
                        "GET /fhir/Observation?code=http://loinc.org%7C29463-7&date=ge2026-11-16",
                        "GET /fhir/Observation/weight");
        assertThat(requests.get(0).getBodyAsString()).contains("<effectiveDateTime value=\"2026-11-23\"/>");
        assertThat(requests.get(0).getHeader("Content-Type")).isEqualTo("application/fhir+xml");
        assertThat(requests.get(1).getHeader("Authorization")).isEqualTo("Bearer of-nobody");
    }

    @Test
    void createsInJsonAndJudgesByExpressions() {
        server.answers(
                post(urlEqualTo("/fhir/Communication")),
                fhir(201, "").withHeader("Location", server.base() + "/Communication/c1"));
        server.answers(get(urlEqualTo("/fhir/Communication/c1")), fhir(200, """
                {"resourceType": "Communication", "id": "c1", "status": "completed",
                 "sent": "2026-11-23T09:30:00Z", "payload": [{"contentString": "The lift is mended."}]}"""));

        ScriptResult result = server.run("create-with-expressions.json");

        assertThat(result.result())
                .as(sentences(result, 0) + sentences(result, 1))
                .isEqualTo(Result.PASS);
        assertThat(server.requests().get(0).getBodyAsString())
                .contains("\"2026-11-23T09:30:00Z\"")
                .containsPattern("urn:uuid:[0-9a-f-]{36}");
    }

    @Test
    void speaksToEachOfThreeServers() {
        server.answers(get(urlEqualTo("/fhir/Patient/p1")), fhir(200, PATIENT));
        server.answers(
                get(urlEqualTo("/fhir/Patient/p1/_history/7")),
                fhir(200, PATIENT).withHeader("ETag", "W/\"7\""));
        second.answers(get(urlEqualTo("/fhir/Patient?_id=p1")), fhir(200, """
                {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": %s}]}""".formatted(PATIENT)));
        third.answers(get(urlEqualTo("/fhir/Patient/p1/_history")), fhir(200, """
                {"resourceType": "Bundle", "type": "history", "entry": [{"resource": %s}]}""".formatted(PATIENT)));
        server.beside(2, second);
        server.beside(3, third);
        server.variable("firstBase", server.base());

        ScriptResult result = server.run("three-systems.xml");

        assertThat(result.result())
                .as(sentences(result, 0) + sentences(result, 1) + sentences(result, 2))
                .isEqualTo(Result.PASS);
        assertThat(server.requests()).hasSize(2);
        assertThat(second.requests()).hasSize(1);
        assertThat(third.requests()).hasSize(1);
    }

    /** A part of it would fail for want of the rest. */
    @Test
    void triesNothingOfAScriptThatSpeaksToAServerThatNobodyNamed() {
        server.variable("firstBase", server.base());

        ScriptResult result = server.run("three-systems.xml");

        assertThat(result.tests())
                .extracting(TestResult::result)
                .containsExactly(Result.SKIP, Result.SKIP, Result.SKIP);
        assertThat(server.requests()).isEmpty();
        assertThat(result.tests().get(0).decisive().orElseThrow().judgement().sentence())
                .contains("destination 2", "--destination 2=");
    }

    private static ResponseDefinitionBuilder xml(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/fhir+xml;charset=UTF-8")
                .withBody(body);
    }

    private static List<Result> results(ScriptResult result, int test) {
        return result.tests().get(test).steps().stream().map(StepResult::result).toList();
    }

    private static String sentences(ScriptResult result, int test) {
        return result.tests().get(test).steps().stream()
                .map(step -> step.result() + " " + step.judgement().sentence() + "\n")
                .toList()
                .toString();
    }
}
