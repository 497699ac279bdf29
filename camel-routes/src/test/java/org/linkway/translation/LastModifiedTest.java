package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastModifiedTest {
    private static final Instant CHANGED = Instant.parse("2026-11-23T23:05:06.601234Z");

    /** FHIR R4, Task, inv-1: where one of the two is less exact and they could be equal, it is not met. */
    @ParameterizedTest(name = "authored {0}, last modified {1}")
    @CsvSource({
        ", 2026-11-23T23:05:06.601Z",
        "2026-11-23T23:05:06.593Z, 2026-11-23T23:05:06.601Z",
        "2026-11-23T23:05:06.601Z, 2026-11-23T23:05:06.601Z",
        "2026-11-23T23:05:06.601999Z, 2026-11-23T23:05:06.601999Z",
        "2026-11-23T23:05:06Z, 2026-11-23T23:05:06.601Z",
        "2026-11-24T01:05:06.593+02:00, 2026-11-23T23:05:06.601Z",
        "2026-11-23T23:05:09.250Z, 2026-11-23T23:05:09.250Z",
        "2026-11-24T01:05:09.250+02:00, 2026-11-24T01:05:09.250+02:00",
        "2026-11-23T23:05:07Z, 2026-11-23T23:05:07Z",
        "2026-11-22, 2026-11-23T23:05:06.601Z",
        "2026-11-23, 2026-11-23",
        "2026-11-24, 2026-11-24",
        "2026-11, 2026-11",
        "2025, 2026-11-23T23:05:06.601Z",
    })
    void isToTheMillisecondAndNeverBeforeTheTaskWasAuthored(String authored, String lastModified) {
        Task task = LastModified.at(authored(authored), CHANGED);

        assertThat(task.getLastModifiedElement().getValueAsString()).isEqualTo(lastModified);
        assertThat(TestFhir.faults(task)).isEmpty();
    }

    @Test
    void takesThePlaceOfWhatStoodThere() {
        Task task = authored("2026-11-23").setLastModifiedElement(new DateTimeType("2026-11-23"));

        assertThat(LastModified.at(task, CHANGED.plusSeconds(86400))
                        .getLastModifiedElement()
                        .getValueAsString())
                .isEqualTo("2026-11-24T23:05:06.601Z");
    }

    @Test
    void isUnsaidBesideATimeThatIsNotKnown() {
        Task task = authored(null).setAuthoredOnElement(Absent.unknown(new DateTimeType()));

        assertThat(LastModified.at(task, CHANGED).hasLastModified()).isFalse();
        assertThat(TestFhir.faults(task)).isEmpty();
    }

    private static Task authored(String authored) {
        Task task = new Task()
                .setStatus(Task.TaskStatus.REQUESTED)
                .setIntent(Task.TaskIntent.ORDER)
                .setFocus(new Reference("ServiceRequest/request-1"));
        return authored == null ? task : task.setAuthoredOnElement(new DateTimeType(authored));
    }
}
