package org.linkway.gateway.store;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The NHS numbers that stand in a text: a resource as it is stored, or a search. */
public final class NhsNumbers {
    /** FHIR JSON as Linkway stores it has the system before the value; a search has the number behind a bar. */
    private static final Pattern NUMBER =
            Pattern.compile("(?i)nhs-number(?:\"\\s*,\\s*\"value\"\\s*:\\s*\"|\\||%7C)([0-9]{10})(?![0-9])");

    private NhsNumbers() {}

    /** Each once. */
    public static List<String> in(String text) {
        return NUMBER.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }

    /** Where there is one alone. */
    public static Optional<String> only(String text) {
        List<String> all = in(text);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }
}
