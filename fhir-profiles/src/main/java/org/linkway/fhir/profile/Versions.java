package org.linkway.fhir.profile;

import java.util.Comparator;
import java.util.List;

/** How versions of packages and definitions compare, and what a wanted version means. */
final class Versions {
    /** By the numbers in them; a release stands above its previews; the rest by its letters. */
    static final Comparator<String> HIGHEST_FIRST = Comparator.<String, List<Integer>>comparing(
                    Versions::numbers, Versions::compare)
            .thenComparing(version -> !version.contains("-"))
            .thenComparing(Comparator.naturalOrder())
            .reversed();

    private static final List<String> ANY = List.of("current", "dev", "latest", "*");

    private Versions() {}

    /** @param wanted a version, one that ends in {@code .x}, or a word for whatever is newest */
    static boolean satisfies(String wanted, String held) {
        return wanted.equals(held)
                || ANY.contains(wanted)
                || (wanted.endsWith(".x") && held.startsWith(wanted.substring(0, wanted.length() - 1)));
    }

    private static List<Integer> numbers(String version) {
        return List.of(version.split("-", 2)[0].split("\\.")).stream()
                .map(part -> part.matches("\\d{1,9}") ? Integer.parseInt(part) : -1)
                .toList();
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int compared = one.get(i).compareTo(other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
