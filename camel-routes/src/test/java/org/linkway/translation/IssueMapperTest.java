package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ValidateOperation.Checked;

class IssueMapperTest {
    @ParameterizedTest
    @EnumSource
    void namesTheErrorByItsNhsCodeOrElseByOurs(GatewayError error) {
        OperationOutcome outcome = IssueMapper.toFhir(List.of(Issue.error(error, "Bundle", "Do this.")));

        assertThat(outcome.getIssue()).singleElement().satisfies(issue -> {
            assertThat(issue.getSeverity()).isEqualTo(IssueSeverity.ERROR);
            assertThat(issue.getCode().toCode()).isEqualTo(error.issueType());
            assertThat(issue.getDetails().getText()).isEqualTo(error.text());
            assertThat(issue.getDetails().getCoding())
                    .singleElement()
                    .satisfies(coding -> assertThat(coding.getSystem())
                            .isEqualTo(
                                    error.nhsCode().isPresent()
                                            ? CodeSystems.HTTP_ERROR_CODES
                                            : CodeSystems.LINKWAY_ERROR));
            assertThat(issue.getDiagnostics()).isEqualTo("Do this.");
            assertThat(issue.getExpression().get(0).getValue()).isEqualTo("Bundle");
        });
        assertThat(TestFhir.faults(outcome, "Linkway-OperationOutcome")).isEmpty();
    }

    @Test
    void showsTheStatusBesideTheNhsCode() {
        OperationOutcome outcome = IssueMapper.toFhir(List.of(Issue.error(GatewayError.REQUIRED, "Add it.")));

        assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getDisplay())
                .isEqualTo("422 - REC_UNPROCESSABLE_ENTITY");
        assertThat(outcome.getIssueFirstRep().hasExpression()).isFalse();
    }

    @Test
    void tellsAllIssuesInTheirOrder() {
        OperationOutcome outcome = IssueMapper.toFhir(List.of(
                Issue.error(GatewayError.REQUIRED, "Bundle.entry", "First."),
                Issue.warning(GatewayError.VALUE, "Bundle.entry[0]", "Second.")));

        assertThat(outcome.getIssue())
                .extracting(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                .containsExactly("First.", "Second.");
        assertThat(outcome.getIssue())
                .extracting(OperationOutcome.OperationOutcomeIssueComponent::getSeverity)
                .containsExactly(IssueSeverity.ERROR, IssueSeverity.WARNING);
    }

    @Test
    void tellsWhereItStandsAndWhichRuleItBreaksInHl7sExtensions() {
        Issue issue = new Issue(
                GatewayError.INVARIANT,
                Issue.Severity.ERROR,
                Optional.of("Task.status"),
                "Do this.",
                Optional.of(new Issue.Position(12, 7)),
                Optional.of(new Issue.Rule("lw-task-1", "https://fhir.linkway.org/StructureDefinition/X#lw-task-1")));

        OperationOutcome outcome = IssueMapper.toFhir(List.of(issue));

        assertThat(outcome.getIssueFirstRep().getExtension())
                .extracting(extension -> extension.getUrl().replaceFirst(".*/", "") + " "
                        + extension.getValue().primitiveValue())
                .containsExactly(
                        "operationoutcome-issue-line 12",
                        "operationoutcome-issue-col 7",
                        "operationoutcome-message-id lw-task-1",
                        "operationoutcome-authority https://fhir.linkway.org/StructureDefinition/X#lw-task-1");
        assertThat(TestFhir.faults(outcome)).isEmpty();
    }

    @Test
    void saysFirstWhatWasCheckedAndThatAllIsWell() {
        OperationOutcome outcome = IssueMapper.toFhir(
                new Checked(List.of(), "Task", List.of("https://fhir.linkway.org/StructureDefinition/X")));

        assertThat(outcome.getIssue()).singleElement().satisfies(issue -> {
            assertThat(issue.getSeverity()).isEqualTo(IssueSeverity.INFORMATION);
            assertThat(issue.getCode()).isEqualTo(OperationOutcome.IssueType.INFORMATIONAL);
            assertThat(issue.getDiagnostics())
                    .isEqualTo("All is well. This Task was checked as FHIR R4, by the profiles that it declares, and by"
                            + " https://fhir.linkway.org/StructureDefinition/X.");
        });
        assertThat(TestFhir.faults(outcome)).isEmpty();
    }

    @Test
    void saysFirstWhatWasCheckedAndThenWhatIsWrong() {
        OperationOutcome outcome = IssueMapper.toFhir(
                new Checked(List.of(Issue.error(GatewayError.REQUIRED, "Task.status", "Add it.")), "Task", List.of()));

        assertThat(outcome.getIssue())
                .extracting(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                .containsExactly("This Task was checked as FHIR R4, by the profiles that it declares.", "Add it.");
    }
}
