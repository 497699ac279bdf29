package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;

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
}
