package org.linkway.fhir.validation;

import java.util.List;
import org.linkway.fhir.terminology.CodeFinding;
import org.linkway.fhir.validation.Issue.Severity;

/** Puts what Linkway's own terminology finds into a sentence for the sender. */
final class CodeWordings {
    private CodeWordings() {}

    static List<Issue> issue(Finding finding, CodeFinding code) {
        GatewayError error = switch (code.kind()) {
            case CHECK_DIGIT, NO_SUCH_CODE, OTHER_DISPLAY -> GatewayError.CODE_INVALID;
            case BLOCKED, LET_THROUGH -> GatewayError.CODE_UNCHECKED;
            case HELD -> GatewayError.UNAVAILABLE;
        };
        String called =
                finding.isAboutAPerson() ? "code in " + finding.name() : "code '" + Excerpt.of(code.code()) + "'";
        return finding.as(code.refused() ? Severity.ERROR : Severity.WARNING)
                .issue(error, sentence(code, called, finding.isAboutAPerson()));
    }

    private static String sentence(CodeFinding finding, String code, boolean aboutAPerson) {
        String ofItsSystem = code + " of '" + Excerpt.of(finding.system()) + "'";
        return switch (finding.kind()) {
            case CHECK_DIGIT ->
                "The SNOMED CT " + code + " fails its check digit. "
                        + (finding.refused()
                                ? "Correct it: it says what is asked for."
                                : "It is kept as it came, marked as unverified, and never sent on as a code.");
            case NO_SUCH_CODE ->
                "The terminology server knows no " + ofItsSystem + ". "
                        + (finding.refused()
                                ? "Correct it: it says what is asked for."
                                : "It is kept as it came. Correct it.");
            // What it is called would say what it is.
            case OTHER_DISPLAY ->
                "The " + ofItsSystem + " is called "
                        + (aboutAPerson
                                ? "something else. Send its own display, or none."
                                : "'" + Excerpt.of(finding.detail()) + "'. Send that as its display, or none.");
            case BLOCKED ->
                unchecked(finding, ofItsSystem) + "This gateway takes no unchecked code. Send it again later, or send a"
                        + " code of a code system that is known here.";
            case LET_THROUGH -> unchecked(finding, ofItsSystem) + "It is taken as it came.";
            case HELD ->
                unchecked(finding, ofItsSystem)
                        + "Nothing was kept of this message. Send it again later; it will not be" + " worked twice.";
        };
    }

    private static String unchecked(CodeFinding finding, String ofItsSystem) {
        return "The " + ofItsSystem + " could not be checked: " + finding.detail() + ". ";
    }
}
