package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.referral.Kebab;

/** The one way from issues to an OperationOutcome. */
public final class IssueMapper {
    private static final String UK_CORE_OPERATION_OUTCOME =
            "https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome";

    private IssueMapper() {}

    public static OperationOutcome toFhir(List<Issue> issues) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.getMeta().addProfile(UK_CORE_OPERATION_OUTCOME).addProfile(LinkwayProfile.OPERATION_OUTCOME.url());
        issues.forEach(issue -> outcome.addIssue(toFhir(issue)));
        return outcome;
    }

    private static OperationOutcomeIssueComponent toFhir(Issue issue) {
        OperationOutcomeIssueComponent component = new OperationOutcomeIssueComponent()
                .setSeverity(issue.warning() ? IssueSeverity.WARNING : IssueSeverity.ERROR)
                .setCode(IssueType.fromCode(issue.error().issueType()))
                .setDetails(details(issue.error()))
                .setDiagnostics(issue.sentence());
        issue.expression().ifPresent(component::addExpression);
        return component;
    }

    private static CodeableConcept details(GatewayError error) {
        CodeableConcept details = new CodeableConcept();
        Optional<String> nhsCode = error.nhsCode();
        if (nhsCode.isPresent()) {
            details.addCoding()
                    .setSystem(CodeSystems.HTTP_ERROR_CODES)
                    .setCode(nhsCode.get())
                    .setDisplay(error.httpStatus() + " - " + nhsCode.get());
        } else {
            details.addCoding().setSystem(CodeSystems.LINKWAY_ERROR).setCode(Kebab.of(error));
        }
        return details.setText(error.text());
    }
}
