package org.linkway.fhir.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong, or worth a word.
 *
 * @param error what kind of thing
 * @param severity whether it is refused for this
 * @param expression where, as a FHIRPath; empty where it concerns the whole request
 * @param sentence what is wrong, with the value that was given, and what to do about it
 * @param position where in the text of the body; empty where that is not known
 * @param rule what it breaks; empty where that is no rule that could be read somewhere
 */
public record Issue(
        GatewayError error,
        Severity severity,
        Optional<String> expression,
        String sentence,
        Optional<Position> position,
        Optional<Rule> rule) {

    /** In the order of their weight. */
    public enum Severity {
        /** Refuses what was sent. */
        ERROR,
        /** Refuses nothing, and the sender should act on it. */
        WARNING,
        /** Refuses nothing, and is good to know. */
        INFORMATION
    }

    /** A place in a text; both count from 1. */
    public record Position(int line, int column) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
        }
    }

    /**
     * What an issue breaks.
     *
     * @param id the key of an invariant, or else the id of HAPI's message
     * @param page the canonical URL of the definition that has the rule; for a rule of Linkway's own with {@code #} and its key
     */
    public record Rule(String id, String page) {}

    public static Issue error(GatewayError error, String expression, String sentence) {
        return of(error, Severity.ERROR, Optional.of(expression), sentence);
    }

    public static Issue error(GatewayError error, String sentence) {
        return of(error, Severity.ERROR, Optional.empty(), sentence);
    }

    public static Issue warning(GatewayError error, String expression, String sentence) {
        return of(error, Severity.WARNING, Optional.of(expression), sentence);
    }

    /** Good to know; it is about no error. */
    public static Issue information(String sentence) {
        return of(GatewayError.INVALID, Severity.INFORMATION, Optional.empty(), sentence);
    }

    static Issue of(GatewayError error, Severity severity, Optional<String> expression, String sentence) {
        return new Issue(error, severity, expression, sentence, Optional.empty(), Optional.empty());
    }

    Issue at(Position place) {
        return new Issue(error, severity, expression, sentence, Optional.of(place), rule);
    }

    Issue by(Rule broken) {
        return new Issue(error, severity, expression, sentence, position, Optional.of(broken));
    }

    /** The message gets through all the same. */
    public boolean warning() {
        return severity != Severity.ERROR;
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
