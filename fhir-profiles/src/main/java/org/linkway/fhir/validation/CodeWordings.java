package org.linkway.fhir.validation;

import org.linkway.fhir.terminology.CodeFinding;

/** Puts what Linkway's own terminology finds into a sentence for the sender. */
final class CodeWordings {
    private CodeWordings() {}

    static Issue issue(Finding finding, CodeFinding code) {
        boolean aboutAPerson = finding.outline().isAboutAPerson(finding.expression());
        GatewayError error = switch (code.kind()) {
            case CHECK_DIGIT, NO_SUCH_CODE, OTHER_DISPLAY -> GatewayError.CODE_INVALID;
            case BLOCKED, LET_THROUGH -> GatewayError.CODE_UNCHECKED;
            case HELD -> GatewayError.UNAVAILABLE;
        };
        String sentence = sentence(code, aboutAPerson ? "code in " + finding.name() : "code '" + code.code() + "'");
        return code.refused() ? finding.issue(error, sentence) : Issue.warning(error, finding.expression(), sentence);
    }

    private static String sentence(CodeFinding finding, String code) {
        String ofItsSystem = code + " of '" + finding.system() + "'";
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
            case OTHER_DISPLAY ->
                "The " + ofItsSystem + " is called '" + finding.detail() + "'. Send that as its display, or none.";
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
