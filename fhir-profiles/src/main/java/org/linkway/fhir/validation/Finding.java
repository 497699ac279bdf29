package org.linkway.fhir.validation;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.fhir.terminology.CodeFinding;

/**
 * One message of HAPI's validator.
 *
 * @param id of the message; empty where its parser speaks, which gives none
 * @param warning it advises, and refuses nothing
 * @param expression a plain FHIRPath; empty where the message has no place
 */
record Finding(String id, boolean warning, String text, String expression, Outline outline) {
    private static final Pattern DECORATION = Pattern.compile("/\\*.*?\\*/|\\.ofType\\(\\w+\\)|\\[x]");
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Z]\\w*(\\.\\w+(\\[\\d+])?)*");

    static Finding of(SingleValidationMessage message, Outline outline) {
        return new Finding(
                Optional.ofNullable(message.getMessageId()).orElse(""),
                message.getSeverity() == ResultSeverityEnum.WARNING,
                message.getMessage(),
                plain(Optional.ofNullable(message.getLocationString()).orElse(""), outline),
                outline);
    }

    private static String plain(String location, Outline outline) {
        String path = DECORATION.matcher(location).replaceAll("");
        boolean fromRoot = path.split("\\.", 2)[0].equals(outline.rootType().orElse(""));
        return fromRoot && PLAIN_PATH.matcher(path).matches() ? path : "";
    }

    /** What Linkway's own terminology found, where that is what speaks. */
    Optional<CodeFinding> code() {
        return CodeFinding.in(text);
    }

    Finding at(String other) {
        return new Finding(id, warning, text, other, outline);
    }

    /** The element as people call it. */
    String name() {
        return expression.isEmpty() ? "The body" : outline.nameOf(expression);
    }

    /** "{element} is '{value}', which", or, where the value says something about a person, "{element}". */
    String nameWith(Optional<String> value, String what) {
        return value.filter(text -> !outline.isAboutAPerson(expression))
                .map(rejected -> name() + " is '" + rejected + "', which is " + what)
                .orElseGet(() -> name() + " is " + what);
    }

    /** The first group of this pattern in the text. */
    Optional<String> part(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    Issue issue(GatewayError error, String sentence) {
        return new Issue(error, warning, Optional.of(expression).filter(it -> !it.isEmpty()), sentence);
    }
}
