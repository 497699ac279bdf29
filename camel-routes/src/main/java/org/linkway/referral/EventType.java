package org.linkway.referral;

import static org.linkway.referral.Role.CLOCK;
import static org.linkway.referral.Role.LOOKUP;
import static org.linkway.referral.Role.RECEIVER;
import static org.linkway.referral.Role.SENDER;
import static org.linkway.referral.Role.WORKER;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What can happen to a referral, who may say so, and what they have to tell. The words on the wire are the kebab-case names
 * ({@code unable-to-contact}).
 */
public enum EventType {
    RECEIVED(Opening.class, SENDER, WORKER),
    REQUEST_UPDATED(RequestUpdate.class, SENDER),
    INFORMATION_REQUESTED(Question.class, WORKER),
    INFORMATION_SUPPLIED(Reply.class, SENDER),
    ASSIGNED(Assignment.class, WORKER),
    ACCEPTED(Note.class, WORKER),
    REJECTED_BY_SERVICE(Rejection.class, WORKER),
    DECLINED_BY_PERSON(Decline.class, WORKER),
    WORK_STARTED(Note.class, WORKER),
    WAIT_LISTED(WaitListing.class, WORKER),
    RESUMED(Note.class, WORKER),
    CONTACT_ATTEMPTED(ContactAttempt.class, WORKER),
    SEEN(Note.class, WORKER),
    NEEDS_ASSESSED(NeedsAssessment.class, WORKER),
    MEASURE_RECORDED(Measure.class, WORKER),
    PLAN_AGREED(Plan.class, WORKER),
    SIGNPOSTED(Connection.class, WORKER),
    REFERRED_ONWARD(Connection.class, WORKER),
    ONWARD_UPDATED(OnwardUpdate.class, WORKER, RECEIVER),
    CHECK_IN_DUE(ClockNotice.class, CLOCK),
    CHECKED_IN(CheckIn.class, WORKER),
    DID_NOT_ATTEND(NonAttendance.class, WORKER),
    CONCERN_RAISED(Concern.class, SENDER, WORKER),
    CONCERN_ACKNOWLEDGED(Acknowledgement.class, WORKER),
    CONSENT_CHANGED(ConsentChange.class, SENDER, WORKER),
    PERSON_DETAILS_CHANGED(PersonChange.class, WORKER, LOOKUP),
    STEPPED_UP(StepUp.class, WORKER),
    STEP_UP_ACCEPTED(StepUpAnswer.class, WORKER, RECEIVER),
    STEP_UP_REFUSED(StepUpAnswer.class, WORKER, RECEIVER),
    UNABLE_TO_CONTACT(ContactAttempt.class, WORKER),
    WITHDRAWN_BY_SERVICE(Withdrawal.class, WORKER),
    COMPLETED(Closure.class, WORKER),
    CANCELLED_BY_SENDER(Cancellation.class, SENDER),
    CANCELLATION_REQUESTED(Cancellation.class, SENDER),
    CANCELLATION_AGREED(CancellationAnswer.class, WORKER),
    CANCELLATION_REFUSED(CancellationAnswer.class, WORKER),
    MOVED_AWAY(Note.class, WORKER),
    DEATH_REPORTED(DeathReport.class, WORKER, LOOKUP),
    DEATH_CONFIRMED(DeathReport.class, WORKER, LOOKUP),
    DEATH_REPORT_WITHDRAWN(DeathReport.class, WORKER, LOOKUP),
    MARKED_DUPLICATE(Duplication.class, WORKER),
    ENTERED_IN_ERROR(Mistake.class, SENDER),
    OUTCOME_CORRECTED(Correction.class, WORKER),
    /** Something is overdue: whoever has to act is told. */
    NUDGED(ClockNotice.class, CLOCK),
    /** It still is: the link worker and the referrer are told. */
    ESCALATED(ClockNotice.class, CLOCK);

    private final Class<? extends EventDetail> detail;

    @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf makes sets that never change.
    private final Set<Role> causedBy;

    EventType(Class<? extends EventDetail> detail, Role first, Role... more) {
        this.detail = detail;
        this.causedBy = Set.copyOf(EnumSet.of(first, more));
    }

    /** The roles that may cause this event. */
    public Set<Role> causedBy() {
        return causedBy;
    }

    /** The record that carries what has to be told with this event. */
    public Class<? extends EventDetail> detail() {
        return detail;
    }

    public String code() {
        return Kebab.of(this);
    }

    /** Reads the wire name. {@code rejected} is the everyday short form of {@code rejected-by-service}. */
    public static Optional<EventType> fromCode(String code) {
        return "rejected".equals(code) ? Optional.of(REJECTED_BY_SERVICE) : Kebab.read(EventType.class, code);
    }
}
