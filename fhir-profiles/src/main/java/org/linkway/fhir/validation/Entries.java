package org.linkway.fhir.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linkway.fhir.validation.Issue.Position;

/**
 * A Bundle's entries as they stand in its text, for sentences about one of them: many of the validator's messages name only the
 * Bundle, or the wrong entry.
 */
record Entries(String bundleType, List<Entry> all) {

    /** @param parts the names of the elements that it has */
    record Entry(int index, String fullUrl, String type, String id, Set<String> parts) {
        String path() {
            return "Bundle.entry[" + index + "]";
        }
    }

    static Entries of(String text, WireFormat format) {
        Reader reader = new Reader();
        BodyWalk.walk(text, format, reader);
        return new Entries(reader.bundleType, List.copyOf(reader.entries));
    }

    Optional<Entry> first() {
        return all.stream().findFirst();
    }

    Optional<Entry> byFullUrl(String fullUrl) {
        return all.stream().filter(entry -> entry.fullUrl().equals(fullUrl)).findFirst();
    }

    private static final class Reader implements BodyWalk.Listener {
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> path = new ArrayList<>();
        private String bundleType = "";
        private String fullUrl = "";
        private String type = "";
        private String id = "";
        private Set<String> parts = new HashSet<>();

        @Override
        public void enter(String name, int index, Position position) {
            path.add(name);
            if (path.size() == 3 && path.get(1).equals("entry")) {
                parts.add(name);
            }
        }

        @Override
        public void value(String value) {
            switch (String.join(".", path)) {
                case ".type" -> bundleType = value;
                case ".entry.fullUrl" -> fullUrl = value;
                case ".entry.resource.resourceType" -> type = value;
                case ".entry.resource.id" -> id = value;
                default -> {
                    // Nothing that sentences need.
                }
            }
        }

        @Override
        public void leave(Position end) {
            if (path.size() == 2 && path.get(1).equals("entry")) {
                entries.add(new Entry(entries.size(), fullUrl, type, id, Set.copyOf(parts)));
                fullUrl = "";
                type = "";
                id = "";
                parts = new HashSet<>();
            }
            path.remove(path.size() - 1);
        }
    }
}
