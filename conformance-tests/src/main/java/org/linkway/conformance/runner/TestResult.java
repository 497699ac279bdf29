package org.linkway.conformance.runner;

import java.util.List;
import java.util.Optional;

/**
 * What came of one test of a script.
 *
 * @param id that the script gives it; may be empty
 * @param requirements the ids of those that it shows
 */
public record TestResult(
        String id, String name, String description, List<String> requirements, List<StepResult> steps) {
    public TestResult {
        requirements = List.copyOf(requirements);
        steps = List.copyOf(steps);
    }

    /** Where nothing was judged, nothing is known, whatever was done. */
    public Result result() {
        Result worst = Result.of(steps.stream().map(StepResult::result));
        boolean isJudged = steps.stream().anyMatch(step -> step.kind() == StepResult.Kind.ASSERT);
        return worst == Result.PASS && !isJudged ? Result.SKIP : worst;
    }

    /** The first step that decides it. */
    public Optional<StepResult> decisive() {
        Result result = result();
        return steps.stream().filter(step -> step.result() == result).findFirst();
    }
}
