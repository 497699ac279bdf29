package org.linkway.fhir.validation;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.fhir.validation.Issue.Position;

/**
 * Where elements stand in the text of a body. The text is gone through a second time for this, so that a body about which there
 * is nothing to say costs nothing.
 */
final class Positions {
    private static final Pattern SEGMENT = Pattern.compile("\\.(\\w+)(?:\\[(\\d+)])?");

    private final Wanted root;

    private Positions(Wanted root) {
        this.root = root;
    }

    static Positions of(String text, WireFormat format, Collection<String> expressions) {
        Wanted root = new Wanted();
        expressions.forEach(expression -> follow(root, expression, true));
        BodyWalk.walk(text, format, new Finder(root));
        return new Positions(root);
    }

    /** Where an element stands, or, where it is missing, what was to hold it. */
    Optional<Position> of(String expression) {
        return follow(root, expression, false);
    }

    private static Optional<Position> follow(Wanted root, String expression, boolean make) {
        Matcher segments = SEGMENT.matcher(expression);
        Wanted wanted = root;
        Optional<Position> innermost = root.found();
        while (wanted != null && segments.find()) {
            int index = segments.group(2) == null ? 0 : Integer.parseInt(segments.group(2));
            wanted = wanted.child(segments.group(1), index, make);
            if (wanted != null && wanted.found().isPresent()) {
                innermost = wanted.found();
            }
        }
        return innermost;
    }

    /** An element that somebody asks for, or that holds one. */
    private static final class Wanted {
        private final Map<String, Map<Integer, Wanted>> children = new HashMap<>();
        private Position position;
        private boolean exact;

        Optional<Position> found() {
            return Optional.ofNullable(position);
        }

        Wanted child(String name, int index, boolean make) {
            Map<Integer, Wanted> byIndex = make
                    ? children.computeIfAbsent(name, unused -> new HashMap<>())
                    : children.getOrDefault(name, Map.of());
            return make ? byIndex.computeIfAbsent(index, unused -> new Wanted()) : byIndex.get(index);
        }

        /** What was asked for under this name, or for {@code valueQuantity} as {@code value}, or for {@code _value} so. */
        Wanted named(String name, int index) {
            String plain = name.startsWith("_") ? name.substring(1) : name;
            Map<Integer, Wanted> byIndex = children.get(plain);
            for (int end = plain.length() - 1; byIndex == null && end > 0; end--) {
                if (Character.isUpperCase(plain.charAt(end))) {
                    byIndex = children.get(plain.substring(0, end));
                }
            }
            return byIndex == null ? null : byIndex.get(index);
        }

        void found(Position at, boolean isExact) {
            if (position == null || (isExact && !exact)) {
                position = at;
                exact = isExact;
            }
        }
    }

    /** Fills in what is wanted. */
    private static final class Finder implements BodyWalk.Listener {
        private static final Wanted NOBODY = new Wanted();

        private final Deque<Wanted> open = new ArrayDeque<>();
        private final Wanted root;

        Finder(Wanted root) {
            this.root = root;
        }

        @Override
        public void enter(String name, int index, Position at) {
            Wanted wanted = open.isEmpty() ? root : open.element().named(name, index);
            if (wanted != null) {
                wanted.found(at, open.isEmpty() || open.element().children.containsKey(name));
            }
            open.push(wanted == null ? NOBODY : wanted);
        }

        @Override
        public void value(String value) {
            // Only places are asked for.
        }

        @Override
        public void leave(Position end) {
            open.pop();
        }
    }
}
