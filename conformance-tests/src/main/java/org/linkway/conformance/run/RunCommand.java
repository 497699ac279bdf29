package org.linkway.conformance.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.linkway.conformance.access.AccessOptions;
import org.linkway.conformance.command.Command;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.report.JUnitReport;
import org.linkway.conformance.report.Page;
import org.linkway.conformance.report.TestReports;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.ScriptRun;
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
            run --script FILE|FOLDER [--target http://localhost:8080/fhir] [--report target/report]
                [--destination 2=URL] [--variable NAME=VALUE] [--header NAME=VALUE] [--packages FOLDER] [--patience 30]
                Runs FHIR R4 TestScripts, and writes a TestReport of each, JUnit's XML and a page. Fails where anything is
                not as asked, or could not be tried. To be let in:
            """ + AccessOptions.USAGE.indent(4).stripTrailing();
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        RunPlan plan = RunPlan.of(arguments);
        List<ScriptResult> results = new ArrayList<>();
        for (Script script : plan.scripts()) {
            out.println(script.title());
            ScriptResult result = new ScriptRun(script, plan.setting()).run();
            result.tests().forEach(test -> out.println(line(test)));
            results.add(result);
        }
        write(plan, results);
        out.println("What was asked and answered: " + plan.report().resolve("index.html"));
        long bad = results.stream()
                .map(ScriptResult::result)
                .filter(result -> result == Result.FAIL || result == Result.ERROR)
                .count();
        if (bad > 0) {
            throw new CommandFailed(bad + " of " + results.size() + " scripts did not come out as asked.");
        }
    }

    private static String line(TestResult test) {
        String why = test.result() == Result.PASS
                ? ""
                : test.decisive()
                        .map(step -> ": " + step.judgement().sentence())
                        .orElse(": Nothing was judged.");
        return "  %-7s %s%s".formatted(test.result(), test.name(), why);
    }

    private static void write(RunPlan plan, List<ScriptResult> results) {
        try {
            Path reports = Files.createDirectories(plan.report().resolve("testreports"));
            for (int i = 0; i < results.size(); i++) {
                Files.writeString(
                        reports.resolve("%03d.json".formatted(i + 1)),
                        FhirContext.forR4Cached()
                                .newJsonParser()
                                .setPrettyPrint(true)
                                .encodeResourceToString(TestReports.of(results.get(i), plan.target())),
                        UTF_8);
            }
            Files.writeString(plan.report().resolve("junit.xml"), JUnitReport.of(results), UTF_8);
            Files.writeString(
                    plan.report().resolve("index.html"), new Page(plan.target(), results, Map.of()).html(), UTF_8);
        } catch (IOException e) {
            throw new CommandFailed("The reports cannot be written to " + plan.report() + ".");
        }
    }
}
