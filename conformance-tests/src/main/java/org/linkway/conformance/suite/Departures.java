package org.linkway.conformance.suite;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where Linkway does otherwise than a standard asks, on purpose, from {@code departures.csv}. Tests of these warn and do not
 * fail, because whoever refers to Linkway, or is like it, may rely on what Linkway does instead.
 */
public final class Departures {
    private static final Map<String, String> ALL = Tables.rows("departures.csv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get("requirement"), row -> row.get("why")));

    private Departures() {}

    /** Why, by the ids of the requirements. */
    public static Map<String, String> all() {
        return ALL;
    }

    /** @return why Linkway does otherwise; empty where it does as asked */
    public static Optional<String> of(String requirement) {
        return Optional.ofNullable(ALL.get(requirement));
    }
}
