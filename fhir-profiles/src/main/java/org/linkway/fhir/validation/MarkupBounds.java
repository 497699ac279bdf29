package org.linkway.fhir.validation;

import java.util.Optional;
import org.linkway.fhir.validation.Issue.Position;

/**
 * Whether a value has few enough {@code <}: HAPI looks behind each of them for a tag, and copies the rest of the value to do so,
 * which would take minutes where a megabyte has nothing else.
 */
final class MarkupBounds {
    static final int MOST = 1_000;

    private MarkupBounds() {}

    static Optional<Issue> fault(String value, Position position) {
        return value.length() <= MOST || value.chars().filter(it -> it == '<').count() <= MOST
                ? Optional.empty()
                : Optional.of(Issue.error(
                                GatewayError.VALUE,
                                "The value at line " + position.line() + ", column " + position.column()
                                        + " has more than " + MOST
                                        + " times the character '<'. Send plain text, or a document by reference.")
                        .at(position));
    }
}
