package org.linkway.fhir.validation;

import java.util.List;
import org.linkway.fhir.terminology.CodeFinding;
import org.linkway.fhir.validation.Issue.Severity;

/** Puts what Linkway's own terminology finds into a sentence for the sender. */
final class CodeWordings {
    /** It says what is asked for, so it has to hold; elsewhere published messages carry codes that do not. */
    private static final String WHAT_IS_ASKED_FOR = "ServiceRequest.code";

    private CodeWordings() {}

    static List<Issue> issue(Finding finding, CodeFinding code) {
        return switch (code.kind()) {
            case CHECK_DIGIT ->
                wrong(
                        finding,
                        snomed(finding, code) + " fails its check digit. ",
                        "It is kept as it came, marked as unverified, and never sent on as a code.");
            case NO_SUCH_CODE ->
                wrong(
                        finding,
                        "The terminology server knows no " + named(finding, code) + ". ",
                        "It is kept as it came. Correct it.");
            case OTHER_DISPLAY ->
                finding.as(Severity.WARNING)
                        .issue(
                                GatewayError.CODE_INVALID,
                                "The " + named(finding, code) + " is called '" + code.detail()
                                        + "'. Send that as its display, or none.");
            case BLOCKED ->
                finding.as(Severity.ERROR)
                        .issue(
                                GatewayError.CODE_UNCHECKED,
                                unchecked(finding, code)
                                        + "This gateway takes no unchecked code: send it again later, or with a"
                                        + " code of a code system that is known here.");
            case LET_THROUGH ->
                finding.as(Severity.WARNING)
                        .issue(GatewayError.CODE_UNCHECKED, unchecked(finding, code) + "It is taken as it came.");
            case HELD ->
                finding.as(Severity.ERROR)
                        .issue(
                                GatewayError.UNAVAILABLE,
                                unchecked(finding, code)
                                        + "Nothing was kept of this message. Send it again later; it will not be"
                                        + " worked twice.");
        };
    }

    private static List<Issue> wrong(Finding finding, String fault, String whatBecomesOfIt) {
        return finding.name().startsWith(WHAT_IS_ASKED_FOR)
                ? finding.as(Severity.ERROR)
                        .issue(GatewayError.CODE_INVALID, fault + "Correct it: it says what is asked for.")
                : finding.as(Severity.WARNING).issue(GatewayError.CODE_INVALID, fault + whatBecomesOfIt);
    }

    private static String unchecked(Finding finding, CodeFinding code) {
        return "The " + named(finding, code) + " could not be checked: " + code.detail() + ". ";
    }

    private static String snomed(Finding finding, CodeFinding code) {
        return finding.isAboutAPerson() ? "A SNOMED CT code" : "The SNOMED CT code '" + Excerpt.of(code.code()) + "'";
    }

    private static String named(Finding finding, CodeFinding code) {
        return finding.isAboutAPerson()
                ? "code in " + finding.name()
                : "code '" + Excerpt.of(code.code()) + "' of '" + Excerpt.of(code.system()) + "'";
    }
}
