package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ValidateOperation.Checked;

/** The one way from issues to an OperationOutcome. */
public final class IssueMapper {
    private static final String UK_CORE_OPERATION_OUTCOME =
            "https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome";

    private static final String HL7 = "http://hl7.org/fhir/StructureDefinition/operationoutcome-";

    /** As HL7's own validator sends them. */
    private static final String LINE = HL7 + "issue-line";

    private static final String COLUMN = HL7 + "issue-col";
    private static final String RULE = HL7 + "message-id";

    /** FHIR R4: "a reference to where the rule is defined", so that a reader finds its page and a program can follow it. */
    private static final String PAGE = HL7 + "authority";

    private IssueMapper() {}

    public static OperationOutcome toFhir(List<Issue> issues) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.getMeta().addProfile(UK_CORE_OPERATION_OUTCOME).addProfile(LinkwayProfile.OPERATION_OUTCOME.url());
        issues.forEach(issue -> outcome.addIssue(toFhir(issue)));
        return outcome;
    }

    /** Beginning with what was checked, and whether all is well. */
    public static OperationOutcome toFhir(Checked checked) {
        OperationOutcome outcome = toFhir(List.of());
        String by = checked.profiles().isEmpty() ? "" : ", and by " + String.join(", ", checked.profiles());
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics((checked.allIsWell() ? "All is well. " : "") + "This " + checked.type()
                        + " was checked as FHIR R4, by the profiles that it declares" + by + ".");
        checked.issues().forEach(issue -> outcome.addIssue(toFhir(issue)));
        return outcome;
    }

    /** Beginning with what was done. */
    static OperationOutcome taken(String sentence, List<Issue> warnings) {
        OperationOutcome outcome = toFhir(List.of());
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics(sentence);
        warnings.forEach(warning -> outcome.addIssue(toFhir(warning)));
        return outcome;
    }

    private static OperationOutcomeIssueComponent toFhir(Issue issue) {
        OperationOutcomeIssueComponent component =
                new OperationOutcomeIssueComponent().setDiagnostics(issue.sentence());
        switch (issue.severity()) {
            case ERROR -> refusal(component.setSeverity(IssueSeverity.ERROR), issue.error());
            case WARNING -> refusal(component.setSeverity(IssueSeverity.WARNING), issue.error());
            case INFORMATION -> component.setSeverity(IssueSeverity.INFORMATION).setCode(IssueType.INFORMATIONAL);
        }
        issue.expression().ifPresent(component::addExpression);
        issue.position().ifPresent(position -> {
            component.addExtension(LINE, new IntegerType(position.line()));
            component.addExtension(COLUMN, new IntegerType(position.column()));
        });
        issue.rule().ifPresent(rule -> {
            component.addExtension(RULE, new StringType(rule.id()));
            component.addExtension(PAGE, new UriType(rule.page()));
        });
        return component;
    }

    private static void refusal(OperationOutcomeIssueComponent component, GatewayError error) {
        component.setCode(IssueType.fromCode(error.issueType())).setDetails(details(error));
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
            details.addCoding().setSystem(CodeSystems.LINKWAY_ERROR).setCode(error.key());
        }
        return details.setText(error.text());
    }
}
