package org.linkway.conformance.played;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** What a link worker may report when, as {@code lifecycle.csv} says; what has to be told with it, as {@code required.csv} does. */
final class Lifecycle {
    private static final String SAME = "=";
    private static final List<Move> MOVES = rows("lifecycle.csv").stream()
            .map(row -> new Move(row.get("event"), words(row.get("from")), row.get("to"), row.get("stage")))
            .toList();
    private static final List<Required> REQUIRED = rows("required.csv").stream()
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

    private static List<CSVRecord> rows(String name) {
        try (Reader reader = new InputStreamReader(Lifecycle.class.getResourceAsStream(name), UTF_8)) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
