package org.linkway.translation.itk;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.referral.PersonName;

/** Names of people as a practice reads them. */
final class PersonNames {
    private PersonNames() {}

    static String inOneLine(PersonName name) {
        String parts = Stream.of(name.title().stream(), name.first().stream(), name.family().stream())
                .flatMap(it -> it)
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(" "));
        return name.family().isEmpty() ? name.full().orElse(parts) : parts;
    }

    /** The last word of a name is the family name, as far as can be told from one line. */
    static List<String> words(String name) {
        return List.of(name.strip().split("\\s+", -1));
    }
}
