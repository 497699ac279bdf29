package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is told with an event, beyond when it happened and who recorded it. */
public sealed interface EventDetail
        permits Acknowledgement,
                Assignment,
                Cancellation,
                CancellationAnswer,
                CheckIn,
                ClockNotice,
                Closure,
                Concern,
                Connection,
                ConsentChange,
                ContactAttempt,
                Correction,
                DeathReport,
                Decline,
                Duplication,
                Measure,
                Mistake,
                NeedsAssessment,
                NonAttendance,
                Note,
                OnwardUpdate,
                Opening,
                PersonChange,
                Plan,
                Question,
                Rejection,
                Reply,
                RequestUpdate,
                StepUp,
                StepUpAnswer,
                WaitListing,
                Withdrawal {
    /** What is missing or contradictory, a sentence each that says what to supply; empty when complete. */
    default List<Gap> gaps() {
        return List.of();
    }

    /** What does not go together with how the referral stands, a sentence each; empty when it fits. */
    default List<Gap> conflicts(Referral referral) {
        return List.of();
    }

    /** Whether it says how this onward referral stands. */
    default boolean isAbout(UUID onward) {
        return false;
    }

    /** What the practice is asked to do; empty where this kind of event asks nothing. */
    default Optional<String> actionForGp() {
        return Optional.empty();
    }

    /** The detail in words, a sentence or paragraph each. */
    List<String> inWords();

    /** One missing or contradictory element of an event. */
    record Gap(String element, String sentence) {}
}
