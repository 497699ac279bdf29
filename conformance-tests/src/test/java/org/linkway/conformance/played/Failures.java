package org.linkway.conformance.played;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.TestResult;
import org.linkway.conformance.suite.Requirement;
import org.linkway.conformance.suite.Requirement.Level;
import org.linkway.conformance.suite.Requirements;
import org.linkway.conformance.suite.Role;

/** The tests that did not come out as asked. */
record Failures(List<TestResult> tests) {
    static Failures assertThatThoseOf(List<TestResult> all) {
        return new Failures(all.stream()
                .filter(test -> test.result() == Result.FAIL || test.result() == Result.ERROR)
                .toList());
    }

    /** @param failed the ids of requirements that something wrong was seen to fail */
    static void assertThatEveryShallIsFailedBy(Role role, Stream<String> failed) {
        assertThat(failed)
                .containsAll(Requirements.all().values().stream()
                        .filter(it -> it.level() == Level.SHALL && it.roles().contains(role))
                        .filter(it -> it.notTested().isEmpty())
                        .map(Requirement::id)
                        .toList());
    }

    /** They show these requirements, all of them and no other. */
    void are(Set<String> requirements) {
        assertThat(tests)
                .as(() -> tests.stream()
                        .map(test -> test.name() + ": "
                                + test.decisive().orElseThrow().judgement().sentence())
                        .collect(Collectors.joining("\n")))
                .flatExtracting(TestResult::requirements)
                .hasSameElementsAs(requirements);
    }
}
