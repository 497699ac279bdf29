package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.played.GoodSystems;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.ScriptRun;
import org.linkway.conformance.runner.StepResult;
import org.linkway.conformance.runner.TestResult;
import org.linkway.conformance.suite.Departures;
import org.linkway.conformance.suite.GoodRecord;
import org.linkway.conformance.suite.Role;
import org.linkway.conformance.suite.Suite;

/**
 * The packaged gateway is as its own suite for receivers asks, on each of its databases; and one that does one thing wrong is
 * caught by the test of what it should have done. All of these: {@code -Dmutants=all}. In one class, so that the gateways are
 * started once.
 */
@ExtendWith(SuiteGateways.Parameter.class)
class ReceiverSuiteConformanceTest {
    private static final boolean ALL = "all".equals(System.getProperty("mutants"));
    private static final Path PAGE = Path.of("../docs/conformance.md");

    private final SuiteGateways gateways;

    ReceiverSuiteConformanceTest(SuiteGateways gateways) {
        this.gateways = gateways;
    }

    @TestFactory
    Stream<DynamicNode> isAsAsked() {
        SuiteGateways.Results results = gateways.results();
        return Stream.of(
                dynamicContainer("on H2", results.onH2().stream().map(ReceiverSuiteConformanceTest::tests)),
                dynamicContainer(
                        "on PostgreSQL", results.onPostgres().stream().map(ReceiverSuiteConformanceTest::tests)));
    }

    /** {@code -Dgolden.update=true} writes it anew, and fails. */
    @Test
    void thePageSaysWhatIsShownAndWhatCameOfIt() throws IOException {
        String page = new ConformancePage(List.of(
                        gateways.results().onH2(),
                        gateways.results().onPostgres(),
                        GoodSystems.sender(),
                        GoodSystems.platform(),
                        GoodRecord.results()))
                .text();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
        assertThat(Boolean.getBoolean("golden.update")).isFalse();
    }

    static Stream<Mutant> aGatewayThatDoesOneThingWrongIsCaughtByName() {
        return Mutant.all().stream().filter(mutant -> ALL || mutant.inTheBuild());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aGatewayThatDoesOneThingWrongIsCaughtByName(Mutant mutant) {
        try (MutantProxy proxy = new MutantProxy(mutant, gateways.onH2().http())) {
            ScriptRun.Setting setting = SuiteGateways.setting(proxy.base(), gateways.onH2());
            List<TestResult> tests = Suite.of(Role.RECEIVER).scripts().stream()
                    .filter(script -> script.isOrShows(mutant.requirement()))
                    .flatMap(script -> new ScriptRun(script, setting).run().tests().stream())
                    .filter(test -> test.requirements().contains(mutant.requirement()))
                    .toList();

            assertThat(proxy.changed()).as("times that it did wrong").isPositive();
            assertThat(tests)
                    .filteredOn(test -> test.result() == Result.FAIL || test.result() == Result.ERROR)
                    .extracting(TestResult::name)
                    .contains(mutant.caughtBy());
        }
    }

    @Test
    void thereAreManyMutants() {
        assertThat(Mutant.all())
                .extracting(Mutant::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(40);
        assertThat(Mutant.all().stream().filter(Mutant::inTheBuild)).hasSize(10);
    }

    private static DynamicNode tests(ScriptResult result) {
        return dynamicContainer(
                result.script().title(),
                result.tests().stream()
                        .map(test -> dynamicTest(
                                test.name(),
                                () -> assertThat(test.result())
                                        .as(why(result, test))
                                        .isEqualTo(expected(test)))));
    }

    /** Where Linkway does otherwise on purpose, that is warned of for as long as it is so. */
    private static Result expected(TestResult test) {
        return test.requirements().stream().anyMatch(Departures.all()::containsKey) ? Result.WARNING : Result.PASS;
    }

    private static String why(ScriptResult result, TestResult test) {
        return Stream.concat(result.setup().stream(), test.steps().stream())
                .filter(step -> step.result() != Result.PASS)
                .findFirst()
                .map(StepResult::judgement)
                .map(Object::toString)
                .orElse("");
    }
}
