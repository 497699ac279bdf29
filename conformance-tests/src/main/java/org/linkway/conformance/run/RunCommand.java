package org.linkway.conformance.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.conformance.access.AccessOptions;
import org.linkway.conformance.command.Command;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.command.Options;
import org.linkway.conformance.played.Hook;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.ScriptRun;
import org.linkway.conformance.runner.StepResult;
import org.linkway.conformance.runner.TestResult;

/** Runs TestScripts against a system, says how it goes, and writes what came of it. */
public final class RunCommand implements Command {
    @Override
    public String name() {
        return "run";
    }

    @Override
    public String usage() {
        return """
            run --suite NAME|--script FILE|FOLDER [--target http://localhost:8080/fhir] [--report target/report]
                [--test SCRIPT|REQUIREMENT] [--destination 2=URL] [--variable NAME=VALUE] [--header NAME=VALUE]
                [--packages FOLDER] [--patience 30] [--listen 9080] [--strict]
                Runs a suite of Linkway's, or any FHIR R4 TestScripts, and writes a TestReport of each, JUnit's XML and a
                page. Fails where anything is not as asked, or could not be tried; with --strict also where it would only
                warn. Destination 2 of the suite `receiver` is
                the link workers' API, as http://localhost:8080/local/v1; notifications of its subscriptions come to --listen, or to
                where --variable hook=URL leads to it. The suites `sender` and `link-worker-platform` play
                the other side on --listen and wait --patience for each thing that is awaited; --target is then the webhook of
                the platform. To be let in:
            """ + AccessOptions.USAGE.indent(4).stripTrailing();
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        Options options = RunPlan.options(arguments);
        Optional<HearingPlan> hearing = HearingPlan.of(options);
        Path report = RunPlan.report(options);
        List<ScriptResult> results = hearing.isPresent()
                ? heard(hearing.get(), RunPlan.patience(options), report, out)
                : asked(RunPlan.of(options), out);
        out.println(summary(results));
        out.println("What was asked and answered: " + report.resolve("index.html"));
        boolean strict = options.isOn(RunPlan.STRICT);
        long bad = results.stream().filter(result -> isBad(result, strict)).count();
        if (bad > 0) {
            throw new CommandFailed(bad + " of " + results.size() + " scripts did not come out as asked.");
        }
    }

    private static boolean isBad(ScriptResult result, boolean strict) {
        return result.result() == Result.FAIL || result.result() == Result.ERROR || (strict && warns(result));
    }

    private static boolean warns(ScriptResult result) {
        return Stream.concat(
                        result.setup().stream().map(StepResult::result),
                        result.tests().stream().map(TestResult::result))
                .anyMatch(Result.WARNING::equals);
    }

    /** Of a system that is spoken to. */
    private static List<ScriptResult> asked(RunPlan plan, PrintStream out) {
        plan.reach();
        List<ScriptResult> results = new ArrayList<>();
        Listening listening = plan.listening();
        try (Hook hook = listening.opened(() -> Hook.open(listening.host(), listening.port()))) {
            ScriptRun.Setting setting = hook.addedTo(plan.setting());
            for (Script script : plan.scripts()) {
                out.println(script.title());
                ScriptResult result = new ScriptRun(script, setting).run();
                print(result, out);
                results.add(result);
            }
        }
        Reports.write(plan.report(), plan.target(), results);
        return results;
    }

    /** Of one that calls. */
    private static List<ScriptResult> heard(HearingPlan plan, Duration patience, Path report, PrintStream out) {
        try (Hearing hearing = Hearing.open(plan)) {
            for (Script script : plan.scripts()) {
                out.println(hearing.awaited(script));
                hearing.await(script, patience);
            }
            if (hearing.isSilent()) {
                throw new CommandFailed("Nothing has come to " + hearing.base() + ".");
            }
            List<ScriptResult> results = hearing.results();
            results.forEach(result -> {
                out.println(result.script().title());
                print(result, out);
            });
            Reports.write(report, hearing.caller(), hearing.base(), results);
            return results;
        }
    }

    /** What its setup failed at stands before its tests, none of which was then tried. */
    private static void print(ScriptResult result, PrintStream out) {
        result.setup().stream()
                .filter(step -> step.result() != Result.PASS)
                .findFirst()
                .ifPresent(step -> out.println("  %-7s Setup: %s %s"
                        .formatted(
                                step.result(),
                                step.description(),
                                step.judgement().sentence())));
        result.tests().forEach(test -> out.println(line(test)));
    }

    private static String summary(List<ScriptResult> results) {
        Map<Result, Long> counts = results.stream()
                .flatMap(result -> result.tests().stream())
                .collect(Collectors.groupingBy(TestResult::result, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", ", "Tests: ", "."));
    }

    private static String line(TestResult test) {
        String why = test.result() == Result.PASS
                ? ""
                : test.decisive()
                        .map(step -> ": " + step.judgement().sentence())
                        .orElse(": Nothing was judged.");
        return "  %-7s %s%s".formatted(test.result(), test.name(), why);
    }
}
