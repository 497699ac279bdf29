package org.linkway.conformance.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.report.JUnitReport;
import org.linkway.conformance.report.Page;
import org.linkway.conformance.report.TestReports;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.suite.Requirements;

/** What came of a run, as files: a TestReport of each script, JUnit's XML and a page. */
final class Reports {
    private Reports() {}

    /** Of a system under test at this address. */
    static void write(Path folder, String target, List<ScriptResult> results) {
        write(folder, target, target, results);
    }

    /**
     * Of any.
     *
     * @param named what people call the system under test
     * @param target where it is; of one that calls, where it does
     */
    static void write(Path folder, String named, String target, List<ScriptResult> results) {
        try {
            Path reports = Files.createDirectories(folder.resolve("testreports"));
            for (int i = 0; i < results.size(); i++) {
                Files.writeString(
                        reports.resolve("%03d.json".formatted(i + 1)),
                        FhirContext.forR4Cached()
                                .newJsonParser()
                                .setPrettyPrint(true)
                                .encodeResourceToString(TestReports.of(results.get(i), target)),
                        UTF_8);
            }
            Files.writeString(folder.resolve("junit.xml"), JUnitReport.of(results), UTF_8);
            Files.writeString(folder.resolve("index.html"), new Page(named, results, Requirements.all()).html(), UTF_8);
        } catch (IOException e) {
            throw new CommandFailed("The reports cannot be written to " + folder + ".");
        }
    }
}
