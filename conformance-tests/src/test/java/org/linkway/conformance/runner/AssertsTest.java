package org.linkway.conformance.runner;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.conformance.runner.PlayedServer.fhir;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of assert with each operator, once where it holds and once where it does not: told apart, and in plain words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssertsTest {
    private static final String PATIENT = """
            {"resourceType": "Patient", "id": "p1", "meta": {"versionId": "3"}, "active": true,
             "name": [{"use": "official", "family": "Invented", "given": ["Placido", "Max"]},
                      {"use": "nickname", "given": ["Plac"]}],
             "birthDate": "1948-11-30", "multipleBirthInteger": 2}""";

    private PlayedServer server;

    @BeforeAll
    void play() {
        server = new PlayedServer();
        server.answers(
                any(anyUrl()), fhir(200, PATIENT).withHeader("ETag", "W/\"3\"").withHeader("X-List", "one", "two"));
    }

    @AfterAll
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PASS | 'response': 'okay'",
                "FAIL | 'response': 'created'",
                "PASS | 'responseCode': '200'",
                "PASS | 'responseCode': '200,201', 'operator': 'in'",
                "PASS | 'responseCode': '200, 201'",
                "FAIL | 'responseCode': '201,204', 'operator': 'in'",
                "PASS | 'responseCode': '500', 'operator': 'notEquals'",
                "PASS | 'responseCode': '400,500', 'operator': 'notIn'",
                "PASS | 'responseCode': '199', 'operator': 'greaterThan'",
                "FAIL | 'responseCode': '200', 'operator': 'lessThan'",
                "PASS | 'contentType': 'json'",
                "PASS | 'contentType': 'application/fhir+json'",
                "FAIL | 'contentType': 'xml'",
                "PASS | 'headerField': 'etag', 'value': 'W/\\\"3\\\"'",
                "PASS | 'headerField': 'ETag'",
                "FAIL | 'headerField': 'Last-Modified'",
                "FAIL | 'headerField': 'Last-Modified', 'operator': 'notEmpty'",
                "PASS | 'headerField': 'Last-Modified', 'operator': 'empty'",
                "PASS | 'headerField': 'X-List', 'value': 'two', 'operator': 'contains'",
                "PASS | 'direction': 'request', 'headerField': 'Accept', 'value': 'json', 'operator': 'contains'",
                "FAIL | 'direction': 'request', 'headerField': 'Accept', 'value': 'xml', 'operator': 'contains'",
                "PASS | 'requestMethod': 'get'",
                "FAIL | 'requestMethod': 'post'",
                "PASS | 'requestURL': '/fhir/Patient/p1', 'operator': 'contains'",
                "FAIL | 'requestURL': '/fhir/Patient/p1'",
                "PASS | 'resource': 'Patient'",
                "FAIL | 'resource': 'Task'",
                "PASS | 'expression': 'Patient.active'",
                "FAIL | 'expression': 'Patient.active.not()'",
                "PASS | 'expression': 'Patient.name.exists()', 'operator': 'eval'",
                "FAIL | 'expression': 'Patient.deceased'",
                "PASS | 'expression': 'Patient.name.count() = 2', 'value': 'true'",
                "PASS | 'expression': 'Patient.name.given', 'value': 'Max'",
                "FAIL | 'expression': 'Patient.name.given', 'value': 'Max', 'operator': 'notEquals'",
                "PASS | 'expression': 'Patient.name.given', 'value': 'Max,Other', 'operator': 'in'",
                "PASS | 'expression': 'Patient.name.given', 'value': 'Other', 'operator': 'notIn'",
                "PASS | 'expression': 'Patient.name.given', 'value': 'lac', 'operator': 'contains'",
                "FAIL | 'expression': 'Patient.name.given', 'value': 'lac', 'operator': 'notContains'",
                "PASS | 'expression': 'Patient.multipleBirth', 'value': '1', 'operator': 'greaterThan'",
                "PASS | 'expression': 'Patient.birthDate', 'value': '1950-01-01', 'operator': 'lessThan'",
                "PASS | 'expression': 'Patient.telecom', 'operator': 'empty'",
                "FAIL | 'expression': 'Patient.name', 'operator': 'empty'",
                "PASS | 'path': 'fhir:Patient/fhir:name/fhir:family/@value', 'value': 'Invented'",
                "FAIL | 'path': 'fhir:Patient/fhir:name/fhir:family/@value', 'value': 'Other'",
                "PASS | 'path': '$.name[0].family', 'value': 'Invented'",
                "FAIL | 'path': '$.name[0].family', 'value': 'Other'",
                "PASS | 'minimumId': 'least'",
                "FAIL | 'minimumId': 'more'",
                "PASS | 'compareToSourceId': 'least', 'compareToSourceExpression': 'Patient.name.family'",
                "FAIL | 'compareToSourceId': 'more', 'compareToSourceExpression': 'Patient.name.family'",
                "PASS | 'compareToSourceId': 'least', 'compareToSourcePath': 'fhir:Patient/fhir:name/fhir:family/@value', 'path': 'fhir:Patient/fhir:name/fhir:family/@value'",
                "PASS | 'expression': 'Patient.id', 'compareToSourceId': 'least', 'compareToSourceExpression': 'Patient.name.family', 'operator': 'notEquals'",
                "PASS | 'expression': 'Patient.name.family', 'sourceId': 'least', 'value': 'Invented'",
                "PASS | 'validateProfileId': 'base'",
                "FAIL | 'validateProfileId': 'task'",
                "SKIP | 'validateProfileId': 'unknown'",
                "ERROR | 'validateProfileId': 'not-named'",
                "FAIL | 'navigationLinks': true",
                "WARNING | 'responseCode': '500', 'warningOnly': true",
                "SKIP | 'label': 'asks for nothing'",
                "ERROR | 'expression': 'Patient.', 'value': 'x'",
                "ERROR | 'expression': 'Patient.id', 'sourceId': 'nobody', 'value': 'x'",
                "SKIP | 'expression': 'Patient.id', 'value': '${C5}'",
                "FAIL | 'responseCode': '200', 'resource': 'Task'"
            })
    void isJudged(Result expected, String asked) {
        ScriptResult result = server.runText("""
                {"resourceType": "TestScript", "url": "urn:x", "name": "x", "status": "draft",
                 "contained": [
                  {"resourceType": "Patient", "id": "least", "name": [{"family": "Invented", "given": ["Max"]}]},
                  {"resourceType": "Patient", "id": "more", "name": [{"family": "Other"}]}],
                 "fixture": [{"id": "least", "resource": {"reference": "#least"}},
                             {"id": "more", "resource": {"reference": "#more"}}],
                 "profile": [{"id": "base", "reference": "http://hl7.org/fhir/StructureDefinition/Patient"},
                             {"id": "task", "reference": "http://hl7.org/fhir/StructureDefinition/Task"},
                             {"id": "unknown", "reference": "http://example.org/StructureDefinition/Unknown"}],
                 "test": [{"action": [
                  {"operation": {"type": {"code": "read"}, "resource": "Patient", "params": "/p1"}},
                  {"assert": {%s}}]}]}""".formatted(asked.replace('\'', '"')));

        StepResult step = result.tests().get(0).steps().get(1);
        assertThat(step.result()).as(step.judgement().sentence()).isEqualTo(expected);
        assertThat(step.judgement().sentence()).endsWith(".").hasSizeGreaterThan(10);
        assertThat(result.result()).isEqualTo(expected);
    }
}
