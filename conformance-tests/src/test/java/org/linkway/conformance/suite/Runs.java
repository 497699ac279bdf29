package org.linkway.conformance.suite;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.linkway.conformance.access.Access;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.runner.HttpTarget;
import org.linkway.conformance.runner.Profiles;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.ScriptRun;
import org.linkway.conformance.runner.Server;
import org.linkway.conformance.runner.StepResult;
import org.linkway.fhir.profile.MountedPackages;

/** Runs of a suite against a system under test, and what stands in their results. */
final class Runs {
    private static final Profiles PROFILES = new Profiles(MountedPackages.none());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Runs() {}

    static Server at(String base) {
        return new HttpTarget(base, Access.open(), List.of(), PATIENCE, Optional.empty());
    }

    /** @param destinations by their numbers, from 1 */
    static List<ScriptResult> of(
            Role role, Predicate<Script> wanted, Map<Integer, Server> destinations, Map<String, String> variables) {
        SyntheticPeople people = new SyntheticPeople(8);
        ScriptRun.Setting setting = new ScriptRun.Setting(
                destinations, variables, PROFILES, () -> people.next().nhsNumber(), Clock.systemUTC());
        return Suite.of(role).scripts().stream()
                .filter(wanted)
                .map(script -> new ScriptRun(script, setting).run())
                .toList();
    }

    /** All steps of a script, in their order. */
    static Stream<StepResult> steps(ScriptResult result) {
        return Stream.of(
                        result.setup().stream(),
                        result.tests().stream().flatMap(test -> test.steps().stream()),
                        result.teardown().stream())
                .flatMap(it -> it);
    }

    /** Each step that came out so, in words: its script, its test, what it asked and what was found. */
    static List<String> told(List<ScriptResult> results, Predicate<Result> wanted) {
        return results.stream()
                .flatMap(result -> steps(result)
                        .filter(step -> wanted.test(step.result()))
                        .map(step -> "%s %s: %s %s"
                                .formatted(
                                        step.result(),
                                        result.script().name(),
                                        step.description(),
                                        step.judgement().sentence())))
                .toList();
    }
}
