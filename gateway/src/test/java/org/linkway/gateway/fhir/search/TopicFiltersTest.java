package org.linkway.gateway.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linkway.routes.port.EventFilters.Read;
import org.linkway.workflow.Topic;

class TopicFiltersTest {
    private final TopicFilters filters = new TopicFilters(() -> "https://gateway.example.org/fhir", Clock.systemUTC());

    @Test
    void asksForAllThatIsSaidUnderEitherName() {
        int topicAlone = read().criteria().size();

        assertThat(read("Task.status=accepted&status=requested").criteria()).hasSize(topicAlone + 2);
    }

    @Test
    void takesTwentyFiltersWithTwoHundredValues() {
        String tenIds = "_id=" + String.join(",", Collections.nCopies(10, "one"));
        String[] twenty = Collections.nCopies(20, tenIds).toArray(String[]::new);
        assertThat(read(twenty).faults()).isEmpty();

        twenty[3] += ",one";
        assertThat(read(twenty).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence()).contains("201 values", "up to 200"));
    }

    @Test
    void refusesTheTwentyFirst() {
        assertThat(read(Collections.nCopies(21, "_id=one").toArray(String[]::new))
                        .faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.filter()).isEqualTo(20);
                    assertThat(fault.sentence()).contains("21 filters", "up to 20");
                });
    }

    private Read read(String... filter) {
        return filters.read(Topic.TASK, List.of(filter));
    }
}
