package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.GatewayError;

/** Whether a refusal says what it has to: status, code, where, and what to do. */
final class Refusals {
    private Refusals() {}

    /** One of the issues is this error, in these words. */
    static void assertRefused(Answer answer, GatewayError error, String... words) {
        answer.expect(error.httpStatus());
        assertThat(answer.issues()).as(answer.body()).anySatisfy(issue -> {
            assertIsError(issue, error);
            assertThat(List.of(words)).allMatch(issue.getDiagnostics()::contains);
        });
    }

    /** One of the issues is this error, at this place, in these words. */
    static void assertRefusedAt(Answer answer, GatewayError error, String expression, String... words) {
        answer.expect(error.httpStatus());
        assertThat(answer.issues()).as(answer.body()).anySatisfy(issue -> {
            assertIsError(issue, error);
            assertThat(issue.getExpression()).extracting(Object::toString).contains(expression);
            assertThat(List.of(words)).allMatch(issue.getDiagnostics()::contains);
        });
    }

    /** As for an answer of its own, where a batch has the refusal in one of its entries; the place can be empty. */
    static void assertRefusal(Resource refusal, GatewayError error, String expression, String words) {
        assertThat(((OperationOutcome) refusal).getIssue()).anySatisfy(issue -> {
            assertIsError(issue, error);
            assertThat(issue.getDiagnostics()).contains(words);
            assertThat(issue.getExpression().stream().map(Object::toString).collect(Collectors.joining()))
                    .isEqualTo(expression);
        });
    }

    private static void assertIsError(OperationOutcomeIssueComponent issue, GatewayError error) {
        assertThat(issue.getSeverity()).isEqualTo(IssueSeverity.ERROR);
        assertThat(issue.getCode().toCode()).isEqualTo(error.issueType());
        error.nhsCode()
                .ifPresent(code -> assertThat(issue.getDetails().getCoding())
                        .anyMatch(coding -> coding.getSystem().equals(CodeSystems.HTTP_ERROR_CODES)
                                && coding.getCode().equals(code)));
        assertThat(issue.getDetails().hasCoding()).isTrue();
    }
}
