package org.linkway.conformance.runner;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.conformance.runner.PlayedServer.fhir;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a script does, from its fixtures to its teardown, and what is told of it. */
class ScriptRunTest {
    private static final String PATIENT = """
            {"resourceType": "Patient", "id": "given-by-the-server", "meta": {"versionId": "7"},
             "name": [{"family": "Invented"}], "birthDate": "1956-11-23"}""";

    private final PlayedServer server = new PlayedServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void worksAScriptAsSuitesInUseWriteIt() {
        server.answers(
                post(urlEqualTo("/fhir/Patient")),
                fhir(201, "").withHeader("Location", server.base() + "/Patient/given-by-the-server/_history/7"));
        server.answers(
                get(urlMatching("/fhir/Patient/given-by-the-server(/_history/7)?")),
                fhir(200, PATIENT).withHeader("ETag", "W/\"7\""));
        server.answers(delete(urlEqualTo("/fhir/Patient/given-by-the-server")), fhir(204, ""));

        ScriptResult result = server.run("create-read-delete.xml");

        assertThat(result.script().ignored()).isEmpty();
        assertThat(result.setup()).extracting(StepResult::result).containsExactly(Result.PASS, Result.PASS);
        assertThat(result.tests()).extracting(TestResult::result).containsExactly(Result.FAIL, Result.PASS);
        assertThat(result.tests().get(0).steps())
                .extracting(StepResult::result)
                .containsExactly(Result.PASS, Result.FAIL, Result.PASS);
        assertThat(result.tests().get(0).decisive().orElseThrow().judgement().sentence())
                .isEqualTo("Expected the status to be `404`; found the status is `200`.");
        assertThat(result.teardown()).extracting(StepResult::result).containsExactly(Result.PASS);
        List<LoggedRequest> requests = server.requests();
        assertThat(requests)
                .extracting(request -> request.getMethod() + " " + request.getUrl())
                .containsExactly(
                        "POST /fhir/Patient",
                        "GET /fhir/Patient/given-by-the-server",
                        "GET /fhir/Patient/given-by-the-server/_history/7",
                        "DELETE /fhir/Patient/given-by-the-server");
        assertThat(requests.get(0).getHeader("Content-Type")).isEqualTo("application/fhir+json");
        assertThat(requests.get(0).getHeader("X-Request-Id")).matches("[0-9a-f-]{36}");
        assertThat(requests.get(0).getBodyAsString())
                .contains("\"1956-11-23\"", "\"999")
                .doesNotContain("${", "<");
        assertThat(requests.get(1).getHeader("Accept")).isEqualTo("application/fhir+xml");
        assertThat(requests.get(2).getHeader("If-None-Match")).isEqualTo("W/\"7\"");
    }

    @Test
    void triesNoTestWhereSetupFailsAndTidiesUpAllTheSame() {
        server.answers(any(anyUrl()), fhir(500, ""));

        ScriptResult result = server.run("create-read-delete.xml");

        assertThat(result.result()).isEqualTo(Result.FAIL);
        assertThat(result.tests()).allSatisfy(test -> {
            assertThat(test.result()).isEqualTo(Result.SKIP);
            assertThat(test.steps())
                    .extracting(step -> step.judgement().sentence())
                    .containsOnly("Left out, because a step before it failed.");
        });
        assertThat(result.teardown())
                .extracting(step -> step.judgement().sentence())
                .containsExactly("`patient` has no id.");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void saysThatNobodyIsThere() {
        server.close();

        ScriptResult result = server.run("create-read-delete.xml");

        assertThat(result.result()).isEqualTo(Result.ERROR);
        assertThat(result.setup().get(0).judgement().sentence()).contains("cannot be reached");
    }

    @Test
    void leavesOutWhatFollowsAFailureUnlessToldOtherwise() {
        server.answers(any(anyUrl()), fhir(200, PATIENT));

        ScriptResult result = server.runText(script("""
                {"operation": {"type": {"code": "read"}, "resource": "Patient", "params": "/1"}},
                {"assert": {"responseCode": "404"}},
                {"assert": {"responseCode": "200"}}"""));

        assertThat(result.tests().get(0).steps())
                .extracting(StepResult::result)
                .containsExactly(Result.PASS, Result.FAIL, Result.SKIP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET /fhir/Patient/1 | 'type': {'code': 'read'}, 'resource': 'Patient', 'params': '/1'",
                "GET /fhir/Patient/p1 | 'type': {'code': 'read'}, 'targetId': 'p'",
                "GET /fhir/Patient/p1/_history/3 | 'type': {'code': 'vread'}, 'targetId': 'p'",
                "GET /fhir/Patient/p1/_history | 'type': {'code': 'history'}, 'targetId': 'p'",
                "GET /fhir/Patient/_history?_count=2 | 'type': {'code': 'history'}, 'resource': 'Patient', 'params': '?_count=2'",
                "GET /fhir/_history | 'type': {'code': 'history'}",
                "GET /fhir/Patient?name=a%20b%5Ec%2C | 'type': {'code': 'search'}, 'resource': 'Patient', 'params': '?name=a b^c%2C'",
                "POST /fhir/Patient/_search | 'type': {'code': 'search'}, 'method': 'post', 'resource': 'Patient', 'params': '?name=x'",
                "POST /fhir/Patient | 'type': {'code': 'create'}, 'sourceId': 'p'",
                "PUT /fhir/Patient/p1 | 'type': {'code': 'update'}, 'sourceId': 'p'",
                "PUT /fhir/Patient/9 | 'type': {'code': 'updateCreate'}, 'resource': 'Patient', 'params': '/9', 'sourceId': 'p'",
                "PUT /fhir/Patient?name=x | 'type': {'code': 'update'}, 'resource': 'Patient', 'params': '?name=x', 'sourceId': 'noid'",
                "PATCH /fhir/Patient/p1 | 'type': {'code': 'patch'}, 'targetId': 'p', 'sourceId': 'patch'",
                "DELETE /fhir/Patient/p1 | 'type': {'code': 'delete'}, 'targetId': 'p'",
                "DELETE /fhir/Patient?name=x | 'type': {'code': 'deleteCondSingle'}, 'resource': 'Patient', 'params': '?name=x'",
                "POST /fhir | 'type': {'code': 'transaction'}, 'sourceId': 'p'",
                "POST /fhir | 'type': {'code': 'batch'}, 'sourceId': 'p'",
                "GET /fhir/metadata | 'type': {'code': 'capabilities'}",
                "POST /fhir/$process-message | 'type': {'code': 'process-message'}, 'sourceId': 'p'",
                "POST /fhir/Patient/$validate | 'type': {'code': 'validate'}, 'resource': 'Patient', 'sourceId': 'p'",
                "GET /fhir/Patient/p1/$everything | 'type': {'code': 'everything'}, 'targetId': 'p'",
                "GET /fhir/Subscription/s/$status | 'type': {'code': '$status'}, 'resource': 'Subscription', 'params': '/s/$status'",
                "HEAD /fhir/Patient/1 | 'type': {'code': 'read'}, 'method': 'head', 'resource': 'Patient', 'params': '/1'",
                "GET /fhir/x?y=1 | 'type': {'code': 'whatever'}, 'method': 'get', 'url': 'x?y=1'"
            })
    void makesAnOperationIntoARequest(String expected, String operation) {
        server.answers(any(anyUrl()), fhir(200, PATIENT));

        ScriptResult result = server.runText(script("{\"operation\": {" + operation.replace('\'', '"') + "}}"));

        StepResult step = result.tests().get(0).steps().get(0);
        assertThat(step.result()).as(step.judgement().sentence()).isEqualTo(Result.PASS);
        LoggedRequest request = server.requests().get(0);
        assertThat(request.getMethod() + " " + request.getUrl()).isEqualTo(expected);
        // Something was done, and nothing was judged.
        assertThat(result.result()).isEqualTo(Result.SKIP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SKIP | knows no operation | 'type': {'code': 'juggle'}",
                "SKIP | destination 2 | 'type': {'code': 'read'}, 'resource': 'Patient', 'params': '/1', 'destination': 2",
                "ERROR | which one | 'type': {'code': 'read'}, 'resource': 'Patient'",
                "ERROR | Nothing is called | 'type': {'code': 'create'}, 'sourceId': 'nobody'",
                "SKIP | no such file | 'type': {'code': 'create'}, 'sourceId': 'away'",
                "ERROR | has no value | 'type': {'code': 'read'}, 'resource': 'Patient', 'params': '/${own}'",
                "SKIP | no macro | 'type': {'code': 'read'}, 'resource': 'Patient', 'params': '/${D6}'"
            })
    void saysWhyItCannotDoAnOperation(Result expected, String why, String operation) {
        ScriptResult result = server.runText(script(
                "{\"operation\": {" + operation.replace('\'', '"') + "}}, {\"assert\": {\"responseCode\": \"200\"}}"));

        List<StepResult> steps = result.tests().get(0).steps();
        assertThat(steps.get(0).result()).isEqualTo(expected);
        assertThat(steps.get(0).judgement().sentence()).contains(why);
        assertThat(steps.get(1).result()).isEqualTo(Result.SKIP);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void takesWhatWasGivenForAVariable() {
        server.answers(any(anyUrl()), fhir(200, PATIENT));
        server.variable("own", "mine");

        server.runText(
                script(
                        "{\"operation\": {\"type\": {\"code\": \"read\"}, \"resource\": \"Patient\", \"params\": \"/${own}\"}}"));

        assertThat(server.requests().get(0).getUrl()).isEqualTo("/fhir/Patient/mine");
    }

    @Test
    void asksUntilItIsSo() {
        server.answers(
                get(urlEqualTo("/fhir/Task/1"))
                        .inScenario("later")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("done"),
                fhir(200, "{\"resourceType\": \"Task\", \"status\": \"requested\"}"));
        server.answers(
                get(urlEqualTo("/fhir/Task/1")).inScenario("later").whenScenarioStateIs("done"),
                fhir(200, "{\"resourceType\": \"Task\", \"status\": \"accepted\"}"));

        ScriptResult result = server.runText(script("""
                {"operation": {
                  "extension": [{"url": "%s", "extension": [
                    {"url": "until", "valueString": "Task.status = 'accepted'"},
                    {"url": "every", "valueInteger": 20}, {"url": "within", "valueInteger": 5000}]}],
                  "type": {"code": "read"}, "resource": "Task", "params": "/1"}},
                {"assert": {"expression": "Task.status", "value": "accepted"}}""".formatted(Extensions.POLL)));

        assertThat(result.result()).isEqualTo(Result.PASS);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void comesToAnEndWhereTheScriptSaysNoNumber() {
        server.answers(any(anyUrl()), fhir(200, PATIENT));

        ScriptResult result = server.runText(script("""
                {"operation": {
                  "extension": [{"url": "%s", "extension": [
                    {"url": "until", "valueString": "true"}, {"url": "within", "valueString": "a while"}]}],
                  "type": {"code": "read"}, "resource": "Patient", "params": "/1"}}""".formatted(Extensions.POLL)));

        assertThat(result.result()).isEqualTo(Result.ERROR);
        assertThat(result.tests().get(0).decisive().orElseThrow().judgement().sentence())
                .contains("`a while` where a whole number belongs");
    }

    @Test
    void neverPassesWhatItDidNotRead() {
        server.answers(any(anyUrl()), fhir(200, PATIENT));

        ScriptResult result = server.runText(script("""
                {"operation": {"type": {"code": "read"}, "resource": "Patient", "params": "/1"}},
                {"assert": {"responseCode": "200", "rule": {"ruleId": "x"}}}"""));

        assertThat(result.script().ignored()).containsExactly("rule");
        assertThat(result.tests().get(0).result()).isEqualTo(Result.PASS);
        assertThat(result.result()).isEqualTo(Result.SKIP);
    }

    private static String script(String actions) {
        return """
                {"resourceType": "TestScript", "url": "urn:x", "name": "x", "status": "draft",
                 "contained": [
                  {"resourceType": "Patient", "id": "p1", "meta": {"versionId": "3"}, "name": [{"family": "Invented"}]},
                  {"resourceType": "Parameters", "id": "patch"}],
                 "fixture": [{"id": "p", "resource": {"reference": "#p1"}},
                             {"id": "patch", "resource": {"reference": "#patch"}},
                             {"id": "noid", "resource": {"reference": "#patch"}},
                             {"id": "away", "resource": {"reference": "away.json"}}],
                 "variable": [{"name": "own"}],
                 "test": [{"action": [%s]}]}""".formatted(actions);
    }
}
