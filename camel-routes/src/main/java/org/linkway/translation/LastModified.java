package org.linkway.translation;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Task;

/**
 * When a Task was last changed here: in UTC, to the millisecond, and as FHIR R4 has it (Task, inv-1) not before it was authored.
 * It is authored by the clock of whoever placed it, which may be ahead of ours, and may say no more than the day.
 */
final class LastModified {
    private LastModified() {}

    /** Where it cannot be told to be the later one it is the same, as it was sent; and unsaid beside a time that is not known. */
    static Task at(Task task, Instant at) {
        Instant changed = at.truncatedTo(ChronoUnit.MILLIS);
        DateTimeType authored = task.getAuthoredOnElement();
        boolean isLater = authored.isEmpty() || (authored.hasValue() && isNotBefore(changed, authored));
        return task.setLastModifiedElement(isLater ? inUtc(changed) : sameAs(authored));
    }

    /** A day is not compared with a time on that day: inv-1 is then not met. */
    private static boolean isNotBefore(Instant changed, DateTimeType authored) {
        if (authored.hasTime()) {
            return !changed.isBefore(exactly(authored));
        }
        String day = authored.getValueAsString();
        return changed.toString().substring(0, day.length()).compareTo(day) > 0;
    }

    /** A Date knows milliseconds, the element everything that it was sent with. */
    private static Instant exactly(DateTimeType time) {
        long nanos = Optional.ofNullable(time.getNanos()).orElse(0L);
        return time.getValue().toInstant().truncatedTo(ChronoUnit.SECONDS).plusNanos(nanos);
    }

    private static DateTimeType sameAs(DateTimeType authored) {
        return authored.hasValue() ? new DateTimeType(authored.getValueAsString()) : null;
    }

    private static DateTimeType inUtc(Instant instant) {
        DateTimeType time =
                new DateTimeType(Date.from(instant), TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone("UTC"));
        time.setTimeZoneZulu(true);
        return time;
    }
}
