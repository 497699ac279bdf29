package org.linkway.gateway.fhir.search;

import java.util.Collection;
import java.util.Locale;

/** What somebody meant who wrote it in another case, or with another kind of dash. */
final class Suggestion {
    private Suggestion() {}

    static String of(String written, Collection<String> offered) {
        return offered.stream()
                .filter(name -> letters(name).equals(letters(written)))
                .findFirst()
                .map(name -> "; did you mean " + name + "?")
                .orElse(".");
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
