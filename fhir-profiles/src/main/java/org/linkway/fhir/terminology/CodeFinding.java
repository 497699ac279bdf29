package org.linkway.fhir.terminology;

import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationIssue;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationIssueCode;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationIssueCoding;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationResult;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that Linkway's own terminology found about a code. It travels through HAPI's validator as the text of a message,
 * because that is all that HAPI hands on: {@link #toResult()} goes in, and {@link #in} finds it in what comes out.
 *
 * @param valueSet the value set that was asked about; empty where the question was about the code system alone
 * @param detail the right display, or why the code could not be checked; empty for the other kinds
 */
public record CodeFinding(Kind kind, String system, String code, String valueSet, String detail) {
    private static final String MARK = "linkway-code";
    private static final int PARTS = 6;

    /** What was found. */
    public enum Kind {
        /** A SNOMED CT code that cannot have been issued. */
        CHECK_DIGIT(IssueSeverity.WARNING),
        /** The code exists and is called something else. */
        OTHER_DISPLAY(IssueSeverity.WARNING),
        /** The terminology server says that there is no such code. */
        NO_SUCH_CODE(IssueSeverity.WARNING),
        /** It could not be checked, and is refused. */
        BLOCKED(IssueSeverity.ERROR),
        /** It could not be checked, and is let through. */
        LET_THROUGH(IssueSeverity.WARNING),
        /** It could not be checked, and the message waits. */
        HELD(IssueSeverity.ERROR);

        private final IssueSeverity severity;

        Kind(IssueSeverity severity) {
            this.severity = severity;
        }
    }

    public static CodeFinding checkDigit(String code) {
        return new CodeFinding(Kind.CHECK_DIGIT, CodeSystems.SNOMED_CT, code, "", "");
    }

    public static CodeFinding otherDisplay(String system, String code, String rightDisplay) {
        return new CodeFinding(Kind.OTHER_DISPLAY, system, code, "", rightDisplay);
    }

    public static CodeFinding noSuchCode(String system, String code) {
        return new CodeFinding(Kind.NO_SUCH_CODE, system, code, "", "");
    }

    public CodeFinding within(String otherValueSet) {
        return new CodeFinding(kind, system, code, otherValueSet, detail);
    }

    /** Whether nobody could say if the code is one of its value set, so that "it is not" must not be said either. */
    public boolean isUnchecked() {
        return kind == Kind.BLOCKED || kind == Kind.LET_THROUGH || kind == Kind.HELD;
    }

    /**
     * Never a success, for of several successful codings in one concept HAPI keeps what is said of the first alone; and
     * without a message of its own, which HAPI would make an error of.
     */
    public CodeValidationResult toResult() {
        return new CodeValidationResult()
                .setSeverity(IssueSeverity.ERROR)
                .addIssue(new CodeValidationIssue(
                        message(),
                        kind.severity,
                        CodeValidationIssueCode.CODE_INVALID,
                        CodeValidationIssueCoding.INVALID_CODE));
    }

    private String message() {
        return Stream.of(MARK, kind.name(), system, code, valueSet, detail)
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    /** The finding that this text of a message of HAPI's validator is; empty for its own messages. */
    public static Optional<CodeFinding> in(String message) {
        String[] parts = message.split(" ", -1);
        if (parts.length != PARTS || !parts[0].equals(MARK)) {
            return Optional.empty();
        }
        return Optional.of(new CodeFinding(
                Kind.valueOf(parts[1]), decoded(parts[2]), decoded(parts[3]), decoded(parts[4]), decoded(parts[5])));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
