package org.linkway.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.conformance.runner.Script;

/** The suites themselves, before anybody is tested with them. */
class SuiteTest {
    @ParameterizedTest
    @EnumSource(Role.class)
    void theRunnerWorksEachElementOfEachScript(Role role) {
        List<Script> scripts = Suite.of(role).scripts();

        assertThat(scripts)
                .isNotEmpty()
                .allSatisfy(
                        script -> assertThat(script.ignored()).as(script.name()).isEmpty());
        assertThat(scripts).extracting(Script::name).doesNotHaveDuplicates();
    }
}
