package org.linkway.conformance.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the standards ask, from {@code requirements.csv}. */
public final class Requirements {
    private static final Map<String, Requirement> ALL = read();

    private Requirements() {}

    /** By their ids, in the order of the table. */
    public static Map<String, Requirement> all() {
        return ALL;
    }

    private static Map<String, Requirement> read() {
        Map<String, Requirement> all = new LinkedHashMap<>();
        for (Map<String, String> row : Tables.rows("requirements.csv")) {
            Requirement requirement = new Requirement(
                    row.get("id"),
                    row.get("source"),
                    row.get("clause"),
                    Requirement.Level.valueOf(row.get("level")),
                    roles(row.get("role")),
                    row.get("text"),
                    row.get("not_tested"));
            if (all.put(requirement.id(), requirement) != null) {
                throw new IllegalStateException("There are two requirements " + requirement.id() + ".");
            }
        }
        return Collections.unmodifiableMap(all);
    }

    private static List<Role> roles(String words) {
        return Stream.of(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> Role.of(word).orElseThrow(() -> new IllegalStateException("There is no role " + word)))
                .toList();
    }
}
