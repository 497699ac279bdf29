package org.linkway.fhir.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong, or worth a word.
 *
 * @param error what kind of thing
 * @param warning the message gets through all the same
 * @param expression where, as a FHIRPath; empty where it concerns the whole request
 * @param sentence what is wrong, with the value that was given, and what to do about it
 */
public record Issue(GatewayError error, boolean warning, Optional<String> expression, String sentence) {

    public static Issue error(GatewayError error, String expression, String sentence) {
        return new Issue(error, false, Optional.of(expression), sentence);
    }

    public static Issue error(GatewayError error, String sentence) {
        return new Issue(error, false, Optional.empty(), sentence);
    }

    public static Issue warning(GatewayError error, String expression, String sentence) {
        return new Issue(error, true, Optional.of(expression), sentence);
    }

    /** The HTTP status for these issues: that of the most basic fault, which is the lowest. */
    public static int httpStatus(Collection<Issue> issues) {
        return issues.stream()
                .filter(issue -> !issue.warning())
                .map(issue -> issue.error().httpStatus())
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException("no error among the issues"));
    }

    public static boolean anyError(Collection<Issue> issues) {
        return issues.stream().anyMatch(issue -> !issue.warning());
    }
}
