package org.linkway.conformance.suite;

import java.util.List;

/**
 * Something that a standard asks of a system.
 *
 * @param id by which tests and people name it
 * @param source the standard, and its version
 * @param clause where in it: a page and the mark or heading on it
 * @param roles of whom it is asked; empty where of nobody whom a test can reach
 * @param text what is asked, in our words
 * @param notTested why no test shows it; empty where one does
 */
public record Requirement(
        String id, String source, String clause, Level level, List<Role> roles, String text, String notTested) {
    public Requirement {
        roles = List.copyOf(roles);
    }

    /** How much it is asked (RFC 2119); what must not be is a SHALL. */
    public enum Level {
        SHALL,
        SHOULD,
        MAY
    }
}
