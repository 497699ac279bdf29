package org.linkway.fhir.validation;

import java.util.Optional;
import java.util.regex.Pattern;
import org.linkway.fhir.validation.Issue.Position;

/**
 * Whether a number can be held safely: {@code 1e-1000000000} is FHIR, and takes a gigabyte as soon as something writes it out.
 */
final class DecimalBounds {
    private static final int LONGEST = 100;
    private static final Pattern VAST_EXPONENT = Pattern.compile("[eE][+-]?0*[1-9]\\d{3}");

    private DecimalBounds() {}

    static Optional<Issue> fault(String number, Position position) {
        return number.length() <= LONGEST && !VAST_EXPONENT.matcher(number).find()
                ? Optional.empty()
                : Optional.of(Issue.error(
                                GatewayError.VALUE,
                                "The number at line " + position.line() + ", column " + position.column()
                                        + " has more than " + LONGEST
                                        + " characters or an exponent of more than three digits. Send it shorter.")
                        .at(position));
    }
}
