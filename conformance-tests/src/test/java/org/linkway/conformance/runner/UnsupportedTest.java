package org.linkway.conformance.runner;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linkway.conformance.runner.PlayedServer.fhir;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that this runner does not support: none of it passes, and each is named in the sentence that says why. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnsupportedTest {
    private static final String READ =
            "{'operation': {'type': {'code': 'read'}, 'resource': 'Patient', 'params': '/1'}}";

    private PlayedServer server;

    @BeforeAll
    void answerEverythingWell() {
        server = new PlayedServer();
        server.answers(any(anyUrl()), fhir(200, """
                {"resourceType": "Patient", "id": "1", "name": [{"family": "Invented"}]}"""));
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
                "juggle | 'type': {'code': 'juggle'}",
                "delete-history | 'type': {'code': 'delete-history'}, 'resource': 'Patient', 'params': '/1'",
                "form `ttl` | 'type': {'code': 'read'}, 'resource': 'Patient', 'params': '/1', 'accept': 'ttl'",
                "form `ttl` | 'type': {'code': 'create'}, 'sourceId': 'here', 'contentType': 'ttl'",
                "form `none` | 'type': {'code': 'create'}, 'sourceId': 'here', 'contentType': 'none'",
                "away.json | 'type': {'code': 'create'}, 'sourceId': 'away'",
                "nothing is fetched | 'type': {'code': 'create'}, 'sourceId': 'remote'",
                "`${D6}` | 'type': {'code': 'read'}, 'resource': 'Patient', 'params': '/${D6}'",
                "`${DATE, T, H, 1}` | 'type': {'code': 'read'}, 'resource': 'Patient', 'params': '/${DATE, T, H, 1}'"
            })
    void anOperationThatIsNotSupportedIsSkippedAndSoIsWhatAsksAboutIt(String named, String operation) {
        ScriptResult result = run("{'operation': {" + operation + "}}, {'assert': {'responseCode': '200'}}");

        List<StepResult> steps = result.tests().get(0).steps();
        assertThat(steps).extracting(StepResult::result).containsExactly(Result.SKIP, Result.SKIP);
        assertSentence(steps.get(0), named);
        assertSentence(steps.get(1), "could not be done");
        assertThat(result.result()).isEqualTo(Result.SKIP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "asks for nothing | 'label': 'none'",
                "asks for nothing | 'value': 'Invented', 'operator': 'equals'",
                "package | 'validateProfileId': 'unknown'",
                "operator eval | 'headerField': 'ETag', 'operator': 'eval'",
                "operator eval | 'responseCode': '200', 'operator': 'eval'",
                "operator eval | 'expression': 'Patient.id', 'operator': 'eval', 'value': '1'",
                "minimumId | 'minimumId': 'here', 'operator': 'notEquals'",
                "navigationLinks | 'navigationLinks': true, 'operator': 'empty'",
                "validateProfileId | 'validateProfileId': 'task', 'operator': 'notIn'",
                "`${C5}` | 'expression': 'Patient.name.family', 'value': '${C5}'",
                "away.json | 'minimumId': 'away'"
            })
    void anAssertThatIsNotSupportedIsSkipped(String named, String asked) {
        ScriptResult result = run(READ + ", {'assert': {" + asked + "}}");

        StepResult step = result.tests().get(0).steps().get(1);
        assertThat(step.result()).as(step.judgement().sentence()).isEqualTo(Result.SKIP);
        assertSentence(step, named);
        assertThat(result.result()).isEqualTo(Result.SKIP);
    }

    /** No word for it in any grammar that is read here: it is the script's fault, or the library's, and no pass either. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "XPath | 'path': 'count(fhir:Patient/fhir:name)', 'value': '1'",
                "XPath | 'path': 'upper-case(fhir:Patient)'",
                "JSONPath | 'path': '$.', 'value': '1'",
                "FHIRPath | 'expression': 'Patient.juggled()'",
                "no profile `nobody` | 'validateProfileId': 'nobody'",
                "header of a fixture | 'headerField': 'ETag', 'sourceId': 'here'",
                "refers to nothing | 'minimumId': 'logical'"
            })
    void anExpressionThatCannotBeWorkedIsAnError(String named, String asked) {
        ScriptResult result = run(READ + ", {'assert': {" + asked + "}}");

        StepResult step = result.tests().get(0).steps().get(1);
        assertThat(step.result()).as(step.judgement().sentence()).isEqualTo(Result.ERROR);
        assertSentence(step, named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // FHIR R4 has them, and this runner does not do them.
                "metadata.capability.validated | 'metadata': {'capability': [{'required': true, 'validated': true, 'capabilities': 'urn:x'}]},",
                "modifierExtension | 'modifierExtension': [{'url': 'urn:x', 'valueBoolean': true}],",
                "modifierExtension | 'variable': [{'name': 'x', 'modifierExtension': [{'url': 'urn:x', 'valueBoolean': true}]}],",
                "implicitRules | 'implicitRules': 'urn:x',",
                // FHIR R5 and STU3 have them, and R4 has not.
                "scope | 'scope': [{'artifact': 'urn:x'}],",
                "versionAlgorithmString | 'versionAlgorithmString': 'semver',",
                "rule | 'rule': [{'resource': {'reference': 'x'}}],",
                "ruleset | 'ruleset': [{'resource': {'reference': 'x'}}],",
                "common | 'common': [{'testScript': 'urn:x'}],"
            })
    void aScriptWithElementsThatAreNotWorkedIsNotPassed(String named, String element) {
        ScriptResult result = server.runText(script(element, READ + ", {'assert': {'responseCode': '200'}}"));

        assertThat(result.script().ignored()).contains(named);
        assertThat(result.result()).isEqualTo(Result.SKIP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "requirement | 'requirement': [{'reference': 'urn:x'}]",
                "defaultManualCompletion | 'defaultManualCompletion': 'pass'",
                "ruleset | 'ruleset': {'rulesetId': 'x'}",
                "rule | 'rule': {'ruleId': 'x'}"
            })
    void anAssertWithElementsThatAreNotWorkedIsNotPassed(String named, String element) {
        ScriptResult result = run(READ + ", {'assert': {'responseCode': '200', " + element + "}}");

        assertThat(result.script().ignored()).contains(named);
        assertThat(result.result()).isEqualTo(Result.SKIP);
    }

    @Test
    void anActionThatIsToBeRepeatedIsNotPassed() {
        ScriptResult result =
                run("{'repeat': {'count': 2}, " + READ.substring(1) + ", {'assert': {'responseCode': '200'}}");

        assertThat(result.script().ignored()).contains("repeat");
        assertThat(result.result()).isEqualTo(Result.SKIP);
    }

    @Test
    void aTestThatJudgesNothingIsNotPassed() {
        ScriptResult result = run(READ);

        assertThat(result.tests().get(0).result()).isEqualTo(Result.SKIP);
        assertThat(result.tests().get(0).steps()).extracting(StepResult::result).containsOnly(Result.PASS);
    }

    @Test
    void aScriptThatIsNoneIsRefusedInASentence() {
        assertThatThrownBy(() -> server.runText("{\"resourceType\": \"Patient\"}"))
                .hasMessage("script is a Patient, and no TestScript.");
        assertThatThrownBy(() -> server.runText("<!DOCTYPE x><TestScript xmlns=\"http://hl7.org/fhir\"/>"))
                .hasMessageStartingWith("The script is no XML");
        assertThatThrownBy(() -> server.runText("{")).hasMessageStartingWith("The script is no JSON");
    }

    @Test
    void aScriptThatSpeaksToADestinationThatNobodyGaveAnAddressIsNotTried() {
        ScriptResult result = run("{'operation': {'type': {'code': 'read'}, 'resource': 'Patient', 'params': '/1'}},"
                + "{'assert': {'responseCode': '404'}}, {'operation': {'type': {'code': 'read'}, 'destination': 2}}");

        assertThat(result.tests().get(0).steps()).hasSize(3).allSatisfy(step -> {
            assertThat(step.result()).isEqualTo(Result.SKIP);
            assertSentence(step, "destination 2");
        });
    }

    private static void assertSentence(StepResult step, String named) {
        assertThat(step.judgement().sentence()).contains(named).endsWith(".");
    }

    private ScriptResult run(String actions) {
        return server.runText(script("", actions));
    }

    private static String script(String elements, String actions) {
        return """
                {'resourceType': 'TestScript', 'url': 'urn:x', 'name': 'x', 'status': 'draft', %s
                 'contained': [{'resourceType': 'Patient', 'id': 'contained', 'name': [{'family': 'Invented'}]}],
                 'fixture': [{'id': 'here', 'resource': {'reference': '#contained'}},
                             {'id': 'away', 'resource': {'reference': 'away.json'}},
                             {'id': 'remote', 'resource': {'reference': 'http://example.org/fhir/Patient/1'}},
                             {'id': 'logical', 'resource': {'display': 'a patient'}}],
                 'profile': [{'id': 'task', 'reference': 'http://hl7.org/fhir/StructureDefinition/Task'},
                             {'id': 'unknown', 'reference': 'http://example.org/StructureDefinition/Unknown'}],
                 'test': [{'action': [%s]}]}""".formatted(elements, actions).replace('\'', '"');
    }
}
