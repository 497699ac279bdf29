package org.linkway.conformance.runner;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.TestScript.AssertionOperatorType;

/**
 * Compares what was found with what a script expects. Where several values were found, one that is as expected is enough; an
 * operator that says <i>not</i> holds exactly where the one without it does not.
 */
enum Comparison {
    EQUALS("`%s`"),
    NOT_EQUALS("anything but `%s`"),
    IN("one of `%s`"),
    NOT_IN("none of `%s`"),
    CONTAINS("something that contains `%s`"),
    NOT_CONTAINS("nothing that contains `%s`"),
    GREATER_THAN("more than `%s`"),
    LESS_THAN("less than `%s`"),
    EMPTY("nothing"),
    NOT_EMPTY("something");

    /** Of a value that is quoted. */
    private static final int LONGEST = 300;

    private final String words;

    Comparison(String words) {
        this.words = words;
    }

    /** @throws StepStopped for an operator that compares nothing */
    static Comparison of(AssertionOperatorType operator) {
        return switch (operator) {
            case EQUALS -> EQUALS;
            case NOTEQUALS -> NOT_EQUALS;
            case IN -> IN;
            case NOTIN -> NOT_IN;
            case CONTAINS -> CONTAINS;
            case NOTCONTAINS -> NOT_CONTAINS;
            case GREATERTHAN -> GREATER_THAN;
            case LESSTHAN -> LESS_THAN;
            case EMPTY -> EMPTY;
            case NOTEMPTY -> NOT_EMPTY;
            default -> throw StepStopped.notSupported("The operator " + operator.toCode() + " compares nothing.");
        };
    }

    Judgement judge(List<String> found, String expected, String what) {
        return Judgement.of(
                holds(found, expected), what + " to be " + words.formatted(expected), what + " is " + quoted(found));
    }

    /** The same as one that is meant by another source of values. */
    Judgement judgeAny(List<String> found, List<String> expected, String what) {
        return Judgement.of(
                expected.isEmpty() ? holds(found, "") : expected.stream().anyMatch(each -> holds(found, each)),
                what + " to be "
                        + words.formatted(
                                expected.stream().map(Comparison::shortened).collect(Collectors.joining("`, `"))),
                what + " is " + quoted(found));
    }

    private static String quoted(List<String> found) {
        return found.isEmpty()
                ? "not there"
                : found.stream()
                        .limit(20)
                        .map(each -> "`" + shortened(each) + "`")
                        .collect(Collectors.joining(", "));
    }

    private static String shortened(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    }

    private boolean holds(List<String> found, String expected) {
        return switch (this) {
            case EQUALS ->
                found.stream().anyMatch(expected::equals)
                        || String.join(",", found).equals(expected);
            case NOT_EQUALS -> !EQUALS.holds(found, expected);
            case IN -> found.stream().anyMatch(listed(expected)::contains);
            case NOT_IN -> !IN.holds(found, expected);
            case CONTAINS -> found.stream().anyMatch(each -> each.contains(expected));
            case NOT_CONTAINS -> !CONTAINS.holds(found, expected);
            case GREATER_THAN -> found.stream().anyMatch(each -> compared(each, expected) > 0);
            case LESS_THAN -> found.stream().anyMatch(each -> compared(each, expected) < 0);
            case EMPTY -> found.stream().allMatch(String::isBlank);
            case NOT_EMPTY -> !EMPTY.holds(found, expected);
        };
    }

    private static List<String> listed(String expected) {
        return Arrays.stream(expected.split(",", -1)).map(String::strip).toList();
    }

    /** Numbers as numbers; all else as text, which is right for FHIR's dates in one zone. */
    private static int compared(String one, String other) {
        Optional<BigDecimal> number = number(one);
        Optional<BigDecimal> otherNumber = number(other);
        return number.isPresent() && otherNumber.isPresent()
                ? number.get().compareTo(otherNumber.get())
                : one.compareTo(other);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
