package org.linkway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.linkway.fuzz.ReaderTargets.READER;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However long a value is, and whatever it is made of, what is wrong with it is said in time, and in a few words. */
class HugeValuesTest {
    private static final int LENGTH = 200_000;
    private static final String TASK = """
            {"resourceType": "Task", "status": "<0>", "intent": "<1>", "code": {"coding": [{"system": "http://<2>", "code": "<3>"}]},
             "focus": {"reference": "<4>"}, "for": {"reference": "Patient/<5>"}, "authoredOn": "<6>",
             "identifier": [{"system": "http://<7>", "value": "<8>"}], "meta": {"profile": ["http://<9>"]}}""";
    private static final List<String> SOUND = List.of(
            "requested",
            "order",
            "x.example/a",
            "fulfill",
            "ServiceRequest/1",
            "1",
            "2026-03-02",
            "x.example/b",
            "c",
            "x.example/d");

    @BeforeAll
    static void warm() {
        READER.readResource("{\"resourceType\": \"Task\"}".getBytes(UTF_8), "application/fhir+json", "Task");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "'", "code ", "(must be one of ", "a.", "/", "=", "<", "<a "})
    void areJudgedInTime(String unit) {
        for (int place : List.of(0, 4, 9)) {
            String task = TASK;
            for (int other = 0; other < SOUND.size(); other++) {
                task = task.replace(
                        "<" + other + ">", other == place ? unit.repeat(LENGTH / unit.length()) : SOUND.get(other));
            }
            byte[] body = task.getBytes(UTF_8);
            String said = assertTimeout(
                    Duration.ofSeconds(8),
                    () -> READER.readResource(body, "application/fhir+json", "Task")
                            .issues()
                            .toString());
            assertThat(said.length()).as(unit + " at " + place).isLessThan(20_000);
        }
    }
}
