package org.linkway.fhir.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody who wrote a name wrongly probably meant. */
final class Spelling {
    private static final int SHORT_NAME = 4;

    private Spelling() {}

    /** The known name that is nearest; empty where none is near enough to be meant. */
    static Optional<String> meant(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> Math.abs(name.length() - written.length()) <= tolerance(name))
                .filter(name -> slips(written, name) <= tolerance(name))
                .min(Comparator.<String>comparingInt(name -> slips(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int tolerance(String name) {
        return name.length() <= SHORT_NAME ? 1 : 2;
    }

    /** Letters to be added, left out or exchanged; their case does not count. */
    private static int slips(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
