package org.linkway.conformance.played;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.TestResult;
import org.linkway.conformance.suite.Role;

/** The suite for senders: a good one passes all of it, and each that does one thing wrong fails the test of that. */
class SenderSuiteTest {
    @Test
    void goodSenderPassesAll() {
        assertThat(tests(Optional::of))
                .allSatisfy(test -> assertThat(test.result().name())
                        .as(test.name() + ": "
                                + test.decisive().map(step -> step.judgement().sentence()))
                        .isIn("PASS", "WARNING"));
    }

    @ParameterizedTest
    @MethodSource("org.linkway.conformance.played.WrongSenders#all")
    void senderThatDoesOneThingWrongFailsTheTestOfThat(Wrong wrong) {
        Failures.assertThatThoseOf(tests(wrong.fault())).are(wrong.requirements());
    }

    @Test
    void everyShallOfASenderIsFailedBySomebody() {
        Failures.assertThatEveryShallIsFailedBy(
                Role.SENDER, WrongSenders.all().flatMap(wrong -> wrong.requirements().stream()));
    }

    private static List<TestResult> tests(Function<Call, Optional<Call>> fault) {
        return GoodSystems.sender(fault).stream()
                .map(ScriptResult::tests)
                .flatMap(List::stream)
                .toList();
    }
}
