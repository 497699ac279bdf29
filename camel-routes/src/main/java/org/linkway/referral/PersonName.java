package org.linkway.referral;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A person's name. */
public record PersonName(Optional<String> title, List<String> first, Optional<String> family, Optional<String> full) {
    public PersonName {
        first = Lists.copy(first);
    }

    /** The family name as names are compared; empty where it has no letters. */
    Optional<String> familyLetters() {
        return family.flatMap(PersonName::letters);
    }

    /**
     * A name by its letters: case, accents, spaces, hyphens and apostrophes differ between systems. Nothing else is made alike:
     * a title within the name, or a letter that is spelt otherwise, is another name, and a person's turn. Empty where there are
     * no letters, for that is like no name.
     */
    public static Optional<String> letters(String name) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^\\p{L}]", "")
                .toLowerCase(Locale.ROOT);
        return Optional.of(letters).filter(it -> !it.isEmpty());
    }
}
