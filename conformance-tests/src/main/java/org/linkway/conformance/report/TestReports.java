package org.linkway.conformance.report;

import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.TestReport;
import org.hl7.fhir.r4.model.TestReport.SetupActionAssertComponent;
import org.hl7.fhir.r4.model.TestReport.SetupActionOperationComponent;
import org.hl7.fhir.r4.model.TestReport.TestReportActionResult;
import org.hl7.fhir.r4.model.TestReport.TestReportParticipantType;
import org.hl7.fhir.r4.model.TestReport.TestReportResult;
import org.hl7.fhir.r4.model.TestReport.TestReportStatus;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.StepResult;
import org.linkway.conformance.runner.StepResult.Kind;
import org.linkway.conformance.runner.TestResult;

/** FHIR R4's TestReport, one of each script. */
public final class TestReports {
    private TestReports() {}

    /** @param target what was tested: its FHIR base */
    public static TestReport of(ScriptResult result, String target) {
        TestReport report = new TestReport();
        report.setStatus(TestReportStatus.COMPLETED)
                .setName(result.script().title())
                .setTestScript(new Reference(result.script().resource().getUrl()))
                .setResult(overall(result))
                .setScore(score(result))
                .setTester("Linkway conformance tests")
                .setIssued(Date.from(result.begun()));
        report.addParticipant().setType(TestReportParticipantType.SERVER).setUri(target);
        for (StepResult step : result.setup()) {
            var action = report.getSetup().addAction();
            if (step.kind() == Kind.OPERATION) {
                action.setOperation(operation(step));
            } else {
                action.setAssert(asserted(step));
            }
        }
        result.tests().forEach(test -> add(report, test));
        result.teardown().forEach(step -> report.getTeardown().addAction().setOperation(operation(step)));
        return report;
    }

    private static void add(TestReport report, TestResult test) {
        var added = report.addTest();
        added.setName(test.name());
        added.setDescription(test.description().isEmpty() ? null : test.description());
        for (StepResult step : test.steps()) {
            var action = added.addAction();
            if (step.kind() == Kind.OPERATION) {
                action.setOperation(operation(step));
            } else {
                action.setAssert(asserted(step));
            }
        }
    }

    private static SetupActionOperationComponent operation(StepResult step) {
        return new SetupActionOperationComponent(new org.hl7.fhir.r4.model.Enumeration<>(
                        new TestReport.TestReportActionResultEnumFactory(), result(step)))
                .setMessage(step.judgement().sentence());
    }

    private static SetupActionAssertComponent asserted(StepResult step) {
        return new SetupActionAssertComponent(new org.hl7.fhir.r4.model.Enumeration<>(
                        new TestReport.TestReportActionResultEnumFactory(), result(step)))
                .setMessage(step.judgement().sentence());
    }

    private static TestReportActionResult result(StepResult step) {
        return switch (step.result()) {
            case PASS -> TestReportActionResult.PASS;
            case WARNING -> TestReportActionResult.WARNING;
            case SKIP -> TestReportActionResult.SKIP;
            case FAIL -> TestReportActionResult.FAIL;
            case ERROR -> TestReportActionResult.ERROR;
        };
    }

    /** R4 has no word for what is not known: it is pending. */
    private static TestReportResult overall(ScriptResult result) {
        return switch (result.result()) {
            case PASS, WARNING -> TestReportResult.PASS;
            case SKIP -> TestReportResult.PENDING;
            case FAIL, ERROR -> TestReportResult.FAIL;
        };
    }

    /** Of all tests those that pass, in percent. */
    private static double score(ScriptResult result) {
        List<TestResult> tests = result.tests();
        long passed = tests.stream()
                .filter(test -> test.result() == Result.PASS || test.result() == Result.WARNING)
                .count();
        return tests.isEmpty() ? 0 : Math.round(1000.0 * passed / tests.size()) / 10.0;
    }
}
