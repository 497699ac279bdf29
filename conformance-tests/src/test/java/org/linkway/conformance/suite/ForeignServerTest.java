package org.linkway.conformance.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hl7.fhir.r4.model.TestReport;
import org.hl7.fhir.r4.model.TestScript.TestScriptTestComponent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.conformance.report.JUnitReport;
import org.linkway.conformance.report.Page;
import org.linkway.conformance.report.TestReports;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.StepResult;
import org.linkway.conformance.runner.TestResult;
import org.w3c.dom.Document;

/** A system that was never made for these suites: they come to an end there, and tell in plain words what is so and what not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignServerTest {
    private static final int LINK_WORKERS = 2;

    private PlainServer server;
    private List<ScriptResult> results;

    @BeforeAll
    void runTheReceiversSuiteAgainstIt(@TempDir Path folder) {
        server = PlainServer.start(folder);
        results = Runs.of(Role.RECEIVER, script -> true, Map.of(1, Runs.at(server.base())), Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theRunComesToAnEndWithAResultOfEachTest() {
        assertThat(results).hasSameSizeAs(Suite.of(Role.RECEIVER).scripts());
        assertThat(results)
                .allSatisfy(result -> assertThat(result.tests())
                        .hasSameSizeAs(result.script().resource().getTest()));
        assertThat(results)
                .flatExtracting(ScriptResult::tests)
                .extracting(TestResult::result)
                .contains(Result.PASS, Result.FAIL, Result.SKIP);
    }

    @Test
    void nothingIsAnErrorThatTheServerCouldHaveAnswered() {
        assertThat(Runs.told(results, it -> it == Result.ERROR)).isEmpty();
    }

    @Test
    void whatItDoesNotDoIsSaidInSentences() {
        assertThat(results.stream()
                        .flatMap(Runs::steps)
                        .filter(step -> step.result() == Result.FAIL)
                        .map(step -> step.judgement().sentence()))
                .hasSizeGreaterThan(50)
                .contains("Expected the status to be `200`; found the status is `400`.")
                .allMatch(sentence -> sentence.matches("(?s)Expected .+; found .+\\."));
    }

    @Test
    void nobodySaidWhereTheLinkWorkersAreSoTheirStepsAreSkipped() {
        List<StepResult> theirs =
                results.stream().flatMap(ForeignServerTest::linkWorkers).toList();

        assertThat(theirs).hasSizeGreaterThan(10).extracting(StepResult::result).containsOnly(Result.SKIP);
        assertThat(theirs)
                .extracting(step -> step.judgement().sentence())
                .allMatch(sentence -> sentence.contains("add --destination 2=https://…")
                        || sentence.equals("Left out, because a step before it failed."));
    }

    private static Stream<StepResult> linkWorkers(ScriptResult result) {
        List<TestScriptTestComponent> tests = result.script().resource().getTest();
        return IntStream.range(0, tests.size()).boxed().flatMap(test -> {
            List<StepResult> steps = result.tests().get(test).steps();
            return IntStream.range(0, steps.size())
                    .filter(step ->
                            tests.get(test).getAction().get(step).getOperation().getDestination() == LINK_WORKERS)
                    .mapToObj(steps::get);
        });
    }

    @Test
    void whatItDoesIsFoundToBeAsAsked() {
        List<ScriptResult> asRecord = Runs.of(
                Role.RECORD,
                script -> script.name().matches("record/(capabilities|unknown)\\.json"),
                Map.of(1, Runs.at(server.base())),
                Map.of());

        assertThat(tests(asRecord))
                .containsEntry("Says that it is a FHIR R4 server", Result.PASS)
                .containsEntry("Says that people can be searched", Result.PASS)
                .containsEntry("No Patient of an unknown id", Result.PASS)
                .containsEntry("Says that it takes transactions", Result.FAIL)
                .containsEntry("Says that entries can be read, searched and updated", Result.FAIL);
    }

    private static Map<String, Result> tests(List<ScriptResult> results) {
        return results.stream()
                .flatMap(result -> result.tests().stream())
                .collect(Collectors.toMap(TestResult::name, TestResult::result));
    }

    @Test
    void whatCameOfItCanBeReadByMachinesAndByPeople() throws Exception {
        String page = new Page(server.base(), results, Requirements.all()).html();
        Document junit = xml(JUnitReport.of(results));

        assertThat(xml(page).getElementsByTagName("section").getLength()).isGreaterThanOrEqualTo(results.size());
        assertThat(junit.getElementsByTagName("testsuite").getLength()).isEqualTo(results.size());
        assertThat(junit.getElementsByTagName("error").getLength()).isZero();
        IParser strict = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        assertThat(results).allSatisfy(result -> {
            String report = strict.encodeResourceToString(TestReports.of(result, server.base()));
            assertThat(strict.parseResource(TestReport.class, report).getTest()).hasSameSizeAs(result.tests());
        });
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
