package org.linkway.conformance.played;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.played.Lifecycle.Move;

/** That what is played of the lifecycle is what Linkway's page says of it. */
class LifecycleTest {
    private static final Path PAGE = Path.of("../docs/generated/referral-lifecycle.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|.*");
    private static final List<String> OPEN = List.of("requested", "accepted", "in-progress", "on-hold");
    private static final List<String> CLOSED =
            List.of("rejected", "completed", "cancelled", "failed", "entered-in-error");

    @Test
    void playsTheLifecycleThatIsWrittenDown() throws IOException {
        List<Matcher> rows = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches()
                        && row.group(2).contains("worker")
                        && !row.group(1).equals("received"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(40);
        assertThat(rows).allSatisfy(row -> {
            String[] sides = row.group(3).replace(", unchanged", "").split("→", -1);
            for (String status : statuses(sides[0])) {
                Move move = Lifecycle.move(row.group(1), status).orElseThrow();
                assertThat(move.statusAfter(status)).isEqualTo(sides.length > 1 ? sides[1].strip() : status);
                assertThat(move.stageAfter("before")).isEqualTo(row.group(4).equals("–") ? "before" : row.group(4));
            }
        });
    }

    @Test
    void playsNothingThatIsNotWrittenDown() throws IOException {
        Set<String> written = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches() && row.group(2).contains("worker"))
                .flatMap(row -> statuses(row.group(3).replace(", unchanged", "").split("→", -1)[0]).stream()
                        .map(status -> row.group(1) + " in " + status))
                .collect(Collectors.toSet());

        assertThat(Stream.concat(OPEN.stream(), CLOSED.stream())
                        .flatMap(status -> Lifecycle.legalIn(status).stream().map(event -> event + " in " + status)))
                .isSubsetOf(written);
    }

    private static List<String> statuses(String words) {
        return Arrays.stream(words.split(",", -1))
                .map(String::strip)
                .flatMap(word -> switch (word) {
                    case "open" -> OPEN.stream();
                    case "any" -> Stream.concat(OPEN.stream(), CLOSED.stream());
                    default -> Stream.of(word);
                })
                .toList();
    }
}
