package org.linkway.referral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.linkway.referral.EventDetail.Gap;

/**
 * Something that must not wait: it goes to a named person at once.
 *
 * @param description what is the matter, for whoever acts on it
 */
public record Concern(Optional<Kind> kind, Optional<String> description) implements EventDetail {
    /** What sort of concern. */
    public enum Kind {
        RISK("Risk"),
        SAFEGUARDING("Safeguarding"),
        CRISIS("Crisis");

        private final String display;

        Kind(String display) {
            this.display = display;
        }

        public String display() {
            return display;
        }

        static String codes() {
            return Arrays.stream(values()).map(Kebab::of).collect(Collectors.joining(", "));
        }
    }

    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(kind, "kind", "Say what sort of concern it is, with one of: " + Kind.codes() + ".")
                .require(description, "description", "Say what is the matter, for the person who has to act.")
                .list();
    }

    @Override
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        kind.ifPresent(it -> words.add(it.display() + " concern."));
        description.ifPresent(words::add);
        return words;
    }
}
