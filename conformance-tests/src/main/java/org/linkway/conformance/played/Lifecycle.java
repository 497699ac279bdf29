package org.linkway.conformance.played;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.linkway.conformance.suite.Tables;

/** What a link worker may report when, as {@code lifecycle.csv} says; what has to be told with it, as {@code required.csv} does. */
final class Lifecycle {
    private static final String SAME = "=";
    private static final List<Move> MOVES = Tables.rows("link-worker-platform/lifecycle.csv").stream()
            .map(row -> new Move(row.get("event"), words(row.get("from")), row.get("to"), row.get("stage")))
            .toList();
    private static final List<Required> REQUIRED = Tables.rows("link-worker-platform/required.csv").stream()
            .map(row -> new Required(row.get("event"), row.get("member"), row.get("sentence")))
            .toList();

    private Lifecycle() {}

    /** What comes of an event. */
    record Move(String event, List<String> from, String to, String stage) {
        String statusAfter(String status) {
            return to.equals(SAME) ? status : to;
        }

        String stageAfter(String standing) {
            return stage.equals(SAME) ? standing : stage;
        }
    }

    /** @param member as a JSON Pointer without its first slash */
    record Required(String event, String member, String sentence) {}

    /** Whether a link worker may report this at all. */
    static boolean knows(String event) {
        return MOVES.stream().anyMatch(move -> move.event().equals(event));
    }

    static Optional<Move> move(String event, String status) {
        return MOVES.stream()
                .filter(move -> move.event().equals(event) && move.from().contains(status))
                .findFirst();
    }

    static List<String> legalIn(String status) {
        return MOVES.stream()
                .filter(move -> move.from().contains(status))
                .map(Move::event)
                .distinct()
                .toList();
    }

    static List<Required> requiredOf(String event) {
        return REQUIRED.stream().filter(each -> each.event().equals(event)).toList();
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" ", -1));
    }
}
