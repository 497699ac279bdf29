package org.linkway.conformance.blackbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.TestResult;
import org.linkway.conformance.suite.Departures;
import org.linkway.conformance.suite.Requirement;
import org.linkway.conformance.suite.Requirement.Level;
import org.linkway.conformance.suite.Requirements;
import org.linkway.conformance.suite.Role;

/** {@code docs/conformance.md}: each requirement, what shows it, and what came of that; or why nothing shows it. */
final class ConformancePage {
    private static final Map<Result, String> WORDS = Map.of(
            Result.PASS, "as asked",
            Result.WARNING, "as asked, with a warning",
            Result.SKIP, "not tried",
            Result.FAIL, "**not as asked**",
            Result.ERROR, "**could not be tried**");

    private final Map<String, List<Shown>> shown = new LinkedHashMap<>();

    /** A test of a script, and what came of it. */
    private record Shown(String script, Result result) {}

    /** @param results of each system that was tried */
    ConformancePage(Collection<List<ScriptResult>> results) {
        results.forEach(runs -> runs.forEach(run -> run.tests().forEach(test -> add(run, test))));
    }

    private void add(ScriptResult run, TestResult test) {
        String name = run.script().name();
        test.requirements()
                .forEach(id -> shown.computeIfAbsent(id, it -> new ArrayList<>())
                        .add(new Shown(name.replaceFirst("^.*/", "").replaceFirst("\\.json$", ""), test.result())));
    }

    String text() {
        Collection<Requirement> all = Requirements.all().values();
        StringBuilder page = new StringBuilder("""
                # Conformance

                Generated from `requirements.csv` and the last run of each suite by `ReceiverSuiteConformanceTest`; do not edit.
                What each standard asks of whoever sends, takes, records or works referrals; which scripts show it; and what came of
                it when the build last ran them: those of `receiver` against the packaged gateway on H2 and on PostgreSQL, those of
                the other roles against the systems that the build plays. `explain ID` tells more of one, and the README of
                [conformance-tests](../conformance-tests/README.md) how to run them against your own.

                | Source | SHALL | tested | of these done otherwise | not tested, with a reason | SHOULD and MAY | tested |
                |---|---|---|---|---|---|---|
                """);
        sources(all).forEach(source -> page.append(summary(source, all)));
        departures(page);
        sources(all).forEach(source -> section(page, source, all));
        return page.toString();
    }

    private static List<String> sources(Collection<Requirement> all) {
        return all.stream().map(Requirement::source).distinct().toList();
    }

    private String summary(String source, Collection<Requirement> all) {
        return "| %s | %d | %d | %d | %d | %d | %d |%n"
                .formatted(
                        source,
                        count(source, all, it -> isShall(it)),
                        count(source, all, it -> isShall(it) && shown.containsKey(it.id())),
                        count(source, all, it -> isShall(it) && isOtherwise(it)),
                        count(source, all, it -> isShall(it) && !shown.containsKey(it.id())),
                        count(source, all, it -> !isShall(it)),
                        count(source, all, it -> !isShall(it) && shown.containsKey(it.id())));
    }

    private static long count(String source, Collection<Requirement> all, Predicate<Requirement> which) {
        return all.stream()
                .filter(requirement -> requirement.source().equals(source))
                .filter(which)
                .count();
    }

    private static boolean isShall(Requirement requirement) {
        return requirement.level() == Level.SHALL;
    }

    private static boolean isOtherwise(Requirement requirement) {
        return Departures.of(requirement.id()).isPresent();
    }

    private static void departures(StringBuilder page) {
        page.append("""

                ## Where Linkway does otherwise

                On purpose. The tests of these warn, here and of any receiver; `--strict` makes them fail.

                | Requirement | Linkway |
                |---|---|
                """);
        Requirements.all().values().stream()
                .filter(ConformancePage::isOtherwise)
                .map(Requirement::id)
                .forEach(id -> page.append(
                        "| %s | %s |%n".formatted(id, cell(Departures.of(id).orElseThrow()))));
    }

    private void section(StringBuilder page, String source, Collection<Requirement> all) {
        page.append(
                "%n## %s%n%n| Requirement | | Of whom | What is asked | Shown by | Last result |%n|---|---|---|---|---|---|%n"
                        .formatted(source));
        all.stream()
                .filter(requirement -> requirement.source().equals(source))
                .forEach(requirement -> page.append(row(requirement)));
    }

    private String row(Requirement requirement) {
        List<Shown> tests = shown.getOrDefault(requirement.id(), List.of());
        return "| %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        requirement.id(),
                        requirement.level(),
                        requirement.roles().stream().map(Role::word).collect(Collectors.joining(", ")),
                        cell(requirement.text()),
                        tests.isEmpty() ? cell(requirement.notTested()) : scripts(tests),
                        tests.isEmpty() ? "–" : result(requirement, worst(tests)));
    }

    private static String result(Requirement requirement, Result worst) {
        return worst == Result.WARNING && isOtherwise(requirement) ? "**otherwise**" : WORDS.get(worst);
    }

    private static String cell(String words) {
        return words.replace("|", "\\|").replace("\n", " ");
    }

    /** Where there are many, a table made them: they are told by its name. */
    private static String scripts(List<Shown> tests) {
        List<String> names = tests.stream().map(Shown::script).distinct().toList();
        return names.size() > 6
                ? families(names)
                : names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String families(List<String> names) {
        return names.stream()
                .map(name -> name.replaceFirst("^(refusal|transitions?)-.*$", "$1-…"))
                .distinct()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", ", "", " (" + names.size() + " scripts)"));
    }

    private static Result worst(List<Shown> tests) {
        return tests.stream().map(Shown::result).max(Comparator.naturalOrder()).orElse(Result.SKIP);
    }
}
