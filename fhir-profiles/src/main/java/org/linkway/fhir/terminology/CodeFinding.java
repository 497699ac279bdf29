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
 * Something that Linkway's own terminology found about a code. It goes the way of HAPI's messages, of which the text is all
 * that HAPI hands on: {@link #message()} is that text, and {@link #in} finds it again.
 *
 * @param refused whether a message with such a code is refused
 * @param valueSet the value set that was asked about; empty where the question was about the code system alone
 * @param detail the right display, or why the code could not be checked; empty for the other kinds
 */
public record CodeFinding(Kind kind, boolean refused, String system, String code, String valueSet, String detail) {
    private static final String MARK = "linkway-code";
    private static final int PARTS = 7;

    /** What was found. */
    public enum Kind {
        /** A SNOMED CT code that cannot have been issued. */
        CHECK_DIGIT,
        /** The code exists and is called something else. */
        OTHER_DISPLAY,
        /** The terminology server says that there is no such code. */
        NO_SUCH_CODE,
        /** It could not be checked, and is refused. */
        BLOCKED,
        /** It could not be checked, and is let through. */
        LET_THROUGH,
        /** It could not be checked, and the message waits. */
        HELD
    }

    public static CodeFinding checkDigit(String code) {
        return new CodeFinding(Kind.CHECK_DIGIT, false, CodeSystems.SNOMED_CT, code, "", "");
    }

    public static CodeFinding otherDisplay(String system, String code, String rightDisplay) {
        return new CodeFinding(Kind.OTHER_DISPLAY, false, system, code, "", rightDisplay);
    }

    public static CodeFinding noSuchCode(String system, String code) {
        return new CodeFinding(Kind.NO_SUCH_CODE, false, system, code, "", "");
    }

    /** Of a code without which nobody can know what is asked for: a wrong one is refused, a wrong name is not. */
    public CodeFinding ofWhatIsAskedFor() {
        return kind == Kind.CHECK_DIGIT || kind == Kind.NO_SUCH_CODE
                ? new CodeFinding(kind, true, system, code, valueSet, detail)
                : this;
    }

    /** Whether nobody could say if the code is one of its value set, so that "it is not" must not be said either. */
    public boolean isUnchecked() {
        return kind == Kind.BLOCKED || kind == Kind.LET_THROUGH || kind == Kind.HELD;
    }

    /** For HAPI: never a success, and without a message of its own, which HAPI would make an error of. */
    public CodeValidationResult toResult() {
        return new CodeValidationResult()
                .setSeverity(IssueSeverity.ERROR)
                .addIssue(new CodeValidationIssue(
                        message(),
                        refused ? IssueSeverity.ERROR : IssueSeverity.WARNING,
                        CodeValidationIssueCode.CODE_INVALID,
                        CodeValidationIssueCoding.INVALID_CODE));
    }

    public String message() {
        return Stream.of(MARK, kind.name(), Boolean.toString(refused), system, code, valueSet, detail)
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    /** The finding that this text of a message is; empty for HAPI's own messages. */
    public static Optional<CodeFinding> in(String message) {
        String[] parts = message.split(" ", -1);
        if (parts.length != PARTS || !parts[0].equals(MARK)) {
            return Optional.empty();
        }
        return Optional.of(new CodeFinding(
                Kind.valueOf(parts[1]),
                Boolean.parseBoolean(parts[2]),
                decoded(parts[3]),
                decoded(parts[4]),
                decoded(parts[5]),
                decoded(parts[6])));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
