package org.linkway.conformance.runner;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What came of a whole script. */
public record ScriptResult(
        Script script, Instant begun, List<StepResult> setup, List<TestResult> tests, List<StepResult> teardown) {
    public ScriptResult {
        setup = List.copyOf(setup);
        tests = List.copyOf(tests);
        teardown = List.copyOf(teardown);
    }

    /** Of setup and tests. What is tidied up afterwards counts as done however it went; what was not read counts as not tried. */
    public Result result() {
        return Result.of(Stream.of(
                        setup.stream().map(StepResult::result),
                        tests.stream().map(TestResult::result),
                        script.ignored().stream().map(ignored -> Result.SKIP))
                .flatMap(it -> it));
    }
}
