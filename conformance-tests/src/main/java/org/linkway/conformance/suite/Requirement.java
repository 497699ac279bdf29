package org.linkway.conformance.suite;

/**
 * Something that a standard asks of a system.
 *
 * @param source the standard, and its version
 * @param text what it asks, in our words
 * @param role of whom
 * @param notTested why no test shows it; empty where one does
 */
public record Requirement(String id, String source, Level level, String role, String text, String notTested) {

    /** How much it is asked (RFC 2119). */
    public enum Level {
        SHALL,
        SHOULD,
        MAY
    }
}
