package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.EventType.ACCEPTED;
import static org.linkway.referral.EventType.CANCELLATION_AGREED;
import static org.linkway.referral.EventType.CANCELLATION_REFUSED;
import static org.linkway.referral.EventType.CANCELLATION_REQUESTED;
import static org.linkway.referral.EventType.CANCELLED_BY_SENDER;
import static org.linkway.referral.EventType.COMPLETED;
import static org.linkway.referral.EventType.MEASURE_RECORDED;
import static org.linkway.referral.EventType.MOVED_AWAY;
import static org.linkway.referral.EventType.OUTCOME_CORRECTED;
import static org.linkway.referral.EventType.SEEN;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.Cancellation;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.TestReferrals;

class AbortTaskMapperTest {
    static Stream<Arguments> answers() {
        return Stream.of(
                row(
                        "before work began",
                        "completed",
                        "Cancelled. Cancelled by the sender: No longer needed.",
                        CANCELLATION_REQUESTED),
                row("unanswered", "requested", null, ACCEPTED, SEEN, CANCELLATION_REQUESTED),
                row(
                        "unanswered, while the work goes on",
                        "requested",
                        null,
                        ACCEPTED,
                        SEEN,
                        CANCELLATION_REQUESTED,
                        MEASURE_RECORDED),
                row(
                        "agreed",
                        "completed",
                        "Cancelled. She was asked herself.",
                        ACCEPTED,
                        SEEN,
                        CANCELLATION_REQUESTED,
                        CANCELLATION_AGREED),
                row(
                        "refused",
                        "rejected",
                        "Cancellation refused. She was asked herself.",
                        ACCEPTED,
                        SEEN,
                        CANCELLATION_REQUESTED,
                        CANCELLATION_REFUSED),
                row(
                        "refused, and the work done",
                        "rejected",
                        "Cancellation refused. She was asked herself.",
                        ACCEPTED,
                        SEEN,
                        CANCELLATION_REQUESTED,
                        CANCELLATION_REFUSED,
                        COMPLETED),
                row(
                        "overtaken by the end of the work",
                        "rejected",
                        "Completed. Outcome: The person's goals were met. She gardens every Tuesday. Joined the garden club"
                                + " and goes by herself.",
                        ACCEPTED,
                        SEEN,
                        CANCELLATION_REQUESTED,
                        COMPLETED,
                        OUTCOME_CORRECTED),
                row(
                        "overtaken by a move",
                        "rejected",
                        "Moved away. Noted.",
                        ACCEPTED,
                        SEEN,
                        CANCELLATION_REQUESTED,
                        MOVED_AWAY),
                row(
                        "overtaken by a cancellation at once",
                        "completed",
                        "Cancelled. Cancelled by the sender: Sent twice.",
                        ACCEPTED,
                        SEEN,
                        CANCELLATION_REQUESTED,
                        CANCELLED_BY_SENDER));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void saysWhatBecameOfIt(String status, Optional<String> reason, List<EventType> events) {
        Referral referral = TestReferrals.after(events.toArray(EventType[]::new));
        ReferralEvent asked = AbortTaskMapper.asked(referral).get(0);

        Task task = AbortTaskMapper.asItStands(abort(), referral, asked);

        assertThat(task.getStatus().toCode()).isEqualTo(status);
        assertThat(Optional.ofNullable(task.getStatusReason().getText())).isEqualTo(reason);
        assertThat(task.hasLastModified()).isEqualTo(reason.isPresent());
        assertThat(task.getFocus().getReference()).isEqualTo("Task/task-1");
        assertThat(TestFhir.faults(task)).isEmpty();
    }

    /** FHIR R4, Task, inv-1. */
    @Test
    void answersARequestByAClockThatIsAhead() {
        Referral referral = TestReferrals.after(CANCELLATION_REQUESTED);
        ReferralEvent asked = AbortTaskMapper.asked(referral).get(0);
        Task abort = abort().setAuthoredOnElement(
                        new DateTimeType(asked.recordedAt().plusMillis(593).toString()));

        Task task = AbortTaskMapper.asItStands(abort, referral, asked);

        assertThat(task.getLastModified()).isEqualTo(asked.recordedAt().plusMillis(593));
        assertThat(TestFhir.faults(task)).isEmpty();
    }

    @Test
    void answersEachRequestByItsOwn() {
        Referral referral = TestReferrals.after(
                ACCEPTED,
                SEEN,
                CANCELLATION_REQUESTED,
                CANCELLATION_REFUSED,
                CANCELLATION_REQUESTED,
                CANCELLATION_AGREED);

        List<ReferralEvent> asked = AbortTaskMapper.asked(referral);

        assertThat(asked.stream()
                        .map(it -> AbortTaskMapper.asItStands(abort(), referral, it)
                                .getStatus()
                                .toCode()))
                .containsExactly("rejected", "completed");
    }

    @Test
    void knowsOnlyTheCancellationsThatATaskAskedFor() {
        Cancellation byMessage = new Cancellation(Optional.empty(), Optional.empty(), Optional.empty());
        Referral referral =
                TestReferrals.moved(TestReferrals.opened(), TestReferrals.event(CANCELLATION_REQUESTED, byMessage));

        assertThat(AbortTaskMapper.asked(referral)).isEmpty();
    }

    private static Task abort() {
        return new Task()
                .setStatus(Task.TaskStatus.REQUESTED)
                .setIntent(Task.TaskIntent.ORDER)
                .setCode(new CodeableConcept(new Coding(TaskMapper.TASK_CODE, "abort", null)))
                .setFocus(new Reference("Task/task-1"));
    }

    private static Arguments row(String name, String status, String reason, EventType... events) {
        return argumentSet(name, status, Optional.ofNullable(reason), List.of(events));
    }
}
