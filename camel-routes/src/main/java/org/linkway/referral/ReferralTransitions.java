package org.linkway.referral;

import static org.linkway.referral.ReferralStatus.ACCEPTED;
import static org.linkway.referral.ReferralStatus.CANCELLED;
import static org.linkway.referral.ReferralStatus.FAILED;
import static org.linkway.referral.ReferralStatus.IN_PROGRESS;
import static org.linkway.referral.ReferralStatus.ON_HOLD;
import static org.linkway.referral.ReferralStatus.REJECTED;
import static org.linkway.referral.ReferralStatus.REQUESTED;
import static org.linkway.referral.RequestStatus.ACTIVE;
import static org.linkway.referral.RequestStatus.REVOKED;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The lifecycle, said once: (status, event) → (status, stage, ServiceRequest status, open questions). The check, the refusals'
 * text, the diagram and the FHIR projection derive from these rows. A status with no row for an event refuses that event.
 */
public final class ReferralTransitions {
    /** Where a referral starts, by {@link EventType#RECEIVED}: the one event that has no status to come from. */
    public static final Transition OPENING = on(EventType.RECEIVED)
            .from(List.of())
            .to(REQUESTED, Stage.AWAITING_TRIAGE)
            .row();

    private static final List<ReferralStatus> OPEN = List.of(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD);
    private static final List<ReferralStatus> UNDER_WAY = List.of(ACCEPTED, IN_PROGRESS, ON_HOLD);
    private static final List<ReferralStatus> ANY = List.of(ReferralStatus.values());
    private static final List<Transition> ROWS = Stream.of(
                    on(EventType.REQUEST_UPDATED).from(OPEN).stays().whileDeathIsReported(),
                    on(EventType.INFORMATION_REQUESTED)
                            .from(REQUESTED)
                            .staysAt(Stage.INFORMATION_REQUESTED)
                            .opens(Pending.INFORMATION),
                    on(EventType.INFORMATION_REQUESTED)
                            .from(ACCEPTED, IN_PROGRESS)
                            .to(ON_HOLD, Stage.INFORMATION_REQUESTED)
                            .opens(Pending.INFORMATION),
                    on(EventType.INFORMATION_SUPPLIED)
                            .from(REQUESTED)
                            .staysAt(Stage.AWAITING_TRIAGE)
                            .settles(Pending.INFORMATION),
                    // Work went on without the answer, and the answer is kept all the same.
                    on(EventType.INFORMATION_SUPPLIED)
                            .from(ACCEPTED, IN_PROGRESS)
                            .stays()
                            .settles(Pending.INFORMATION),
                    on(EventType.INFORMATION_SUPPLIED)
                            .from(ON_HOLD)
                            .to(IN_PROGRESS, Stage.RESUMED)
                            .settles(Pending.INFORMATION),
                    on(EventType.ASSIGNED).from(OPEN).stays().whileDeathIsReported(),
                    on(EventType.ACCEPTED).from(REQUESTED).to(ACCEPTED, Stage.ACCEPTED),
                    on(EventType.REJECTED_BY_SERVICE).from(REQUESTED).to(REJECTED, Stage.REJECTED),
                    on(EventType.DECLINED_BY_PERSON)
                            .from(REQUESTED)
                            .to(REJECTED, Stage.DECLINED_BY_PERSON)
                            .revokes(),
                    on(EventType.DECLINED_BY_PERSON)
                            .from(UNDER_WAY)
                            .to(CANCELLED, Stage.DECLINED_BY_PERSON)
                            .revokes(),
                    on(EventType.WORK_STARTED).from(ACCEPTED).to(IN_PROGRESS, Stage.STARTED),
                    on(EventType.WAIT_LISTED).from(ACCEPTED, IN_PROGRESS).to(ON_HOLD, Stage.WAITING_LIST),
                    on(EventType.RESUMED).from(ON_HOLD).to(IN_PROGRESS, Stage.RESUMED),
                    on(EventType.CONTACT_ATTEMPTED).from(ACCEPTED).to(IN_PROGRESS, Stage.CONTACT_ATTEMPTED),
                    on(EventType.CONTACT_ATTEMPTED)
                            .from(REQUESTED, IN_PROGRESS, ON_HOLD)
                            .staysAt(Stage.CONTACT_ATTEMPTED),
                    on(EventType.SEEN).from(ACCEPTED, IN_PROGRESS).to(IN_PROGRESS, Stage.SEEN),
                    on(EventType.NEEDS_ASSESSED).from(ACCEPTED, IN_PROGRESS).to(IN_PROGRESS, Stage.NEEDS_ASSESSED),
                    on(EventType.MEASURE_RECORDED).from(IN_PROGRESS).stays(),
                    on(EventType.PLAN_AGREED).from(IN_PROGRESS).staysAt(Stage.PLAN_AGREED),
                    on(EventType.SIGNPOSTED).from(IN_PROGRESS).staysAt(Stage.SIGNPOSTED),
                    on(EventType.REFERRED_ONWARD).from(IN_PROGRESS).staysAt(Stage.REFERRED_ONWARD),
                    on(EventType.ONWARD_UPDATED)
                            .from(IN_PROGRESS, ON_HOLD)
                            .stays()
                            .whileDeathIsReported(),
                    on(EventType.CHECK_IN_DUE).from(IN_PROGRESS).staysAt(Stage.CHECK_IN_DUE),
                    on(EventType.CHECKED_IN).from(IN_PROGRESS).staysAt(Stage.CHECKED_IN),
                    on(EventType.DID_NOT_ATTEND).from(IN_PROGRESS).staysAt(Stage.DID_NOT_ATTEND),
                    on(EventType.CONCERN_RAISED).from(OPEN).stays().whileDeathIsReported(),
                    // A concern outlives the referral on which it was raised: somebody has to have seen it.
                    on(EventType.CONCERN_ACKNOWLEDGED).from(ANY).stays().whileDeathIsReported(),
                    on(EventType.CONSENT_CHANGED).from(ANY).stays().whileDeathIsReported(),
                    on(EventType.PERSON_DETAILS_CHANGED).from(ANY).stays().whileDeathIsReported(),
                    on(EventType.STEPPED_UP)
                            .from(ACCEPTED, IN_PROGRESS)
                            .staysAt(Stage.STEP_UP_PENDING)
                            .opens(Pending.STEP_UP),
                    on(EventType.STEP_UP_ACCEPTED)
                            .from(UNDER_WAY)
                            .to(ReferralStatus.COMPLETED, Stage.STEPPED_UP)
                            .settles(Pending.STEP_UP)
                            .says(RequestStatus.COMPLETED),
                    on(EventType.STEP_UP_REFUSED)
                            .from(UNDER_WAY)
                            .staysAt(Stage.STEP_UP_REFUSED)
                            .settles(Pending.STEP_UP),
                    on(EventType.UNABLE_TO_CONTACT)
                            .from(REQUESTED)
                            .to(REJECTED, Stage.UNABLE_TO_CONTACT)
                            .revokes(),
                    on(EventType.UNABLE_TO_CONTACT)
                            .from(UNDER_WAY)
                            .to(FAILED, Stage.UNABLE_TO_CONTACT)
                            .revokes(),
                    on(EventType.WITHDRAWN_BY_SERVICE)
                            .from(UNDER_WAY)
                            .to(FAILED, Stage.WITHDRAWN_BY_SERVICE)
                            .revokes(),
                    on(EventType.COMPLETED)
                            .from(ACCEPTED, IN_PROGRESS)
                            .to(ReferralStatus.COMPLETED, Stage.COMPLETED)
                            .says(RequestStatus.COMPLETED),
                    on(EventType.CANCELLED_BY_SENDER)
                            .from(OPEN)
                            .to(CANCELLED, Stage.CANCELLED)
                            .revokes()
                            .whileDeathIsReported(),
                    on(EventType.CANCELLATION_REQUESTED)
                            .from(REQUESTED, ACCEPTED)
                            .to(CANCELLED, Stage.CANCELLED)
                            .revokes()
                            .whileDeathIsReported(),
                    on(EventType.CANCELLATION_REQUESTED)
                            .from(IN_PROGRESS, ON_HOLD)
                            .staysAt(Stage.CANCELLATION_REQUESTED)
                            .opens(Pending.CANCELLATION)
                            .whileDeathIsReported(),
                    on(EventType.CANCELLATION_AGREED)
                            .from(IN_PROGRESS, ON_HOLD)
                            .to(CANCELLED, Stage.CANCELLED)
                            .settles(Pending.CANCELLATION)
                            .revokes()
                            .whileDeathIsReported(),
                    on(EventType.CANCELLATION_REFUSED)
                            .from(IN_PROGRESS, ON_HOLD)
                            .staysAt(Stage.CANCELLATION_REFUSED)
                            .settles(Pending.CANCELLATION),
                    on(EventType.MOVED_AWAY)
                            .from(OPEN)
                            .to(CANCELLED, Stage.MOVED_AWAY)
                            .revokes(),
                    on(EventType.DEATH_REPORTED)
                            .from(REQUESTED)
                            .staysAt(Stage.DECEASED_REPORTED)
                            .opens(Pending.DEATH_REPORT),
                    on(EventType.DEATH_REPORTED)
                            .from(UNDER_WAY)
                            .to(ON_HOLD, Stage.DECEASED_REPORTED)
                            .opens(Pending.DEATH_REPORT),
                    on(EventType.DEATH_CONFIRMED)
                            .from(OPEN)
                            .to(CANCELLED, Stage.DECEASED)
                            .revokes()
                            .whileDeathIsReported(),
                    on(EventType.DEATH_REPORT_WITHDRAWN)
                            .from(REQUESTED)
                            .staysAt(Stage.DEATH_REPORT_WITHDRAWN)
                            .settles(Pending.DEATH_REPORT),
                    on(EventType.DEATH_REPORT_WITHDRAWN)
                            .from(ON_HOLD)
                            .to(IN_PROGRESS, Stage.DEATH_REPORT_WITHDRAWN)
                            .settles(Pending.DEATH_REPORT),
                    on(EventType.MARKED_DUPLICATE)
                            .from(REQUESTED)
                            .to(REJECTED, Stage.DUPLICATE)
                            .says(RequestStatus.ENTERED_IN_ERROR)
                            .whileDeathIsReported(),
                    on(EventType.MARKED_DUPLICATE)
                            .from(UNDER_WAY)
                            .to(CANCELLED, Stage.DUPLICATE)
                            .says(RequestStatus.ENTERED_IN_ERROR)
                            .whileDeathIsReported(),
                    on(EventType.ENTERED_IN_ERROR)
                            .from(ANY.stream()
                                    .filter(it -> it != ReferralStatus.ENTERED_IN_ERROR)
                                    .toList())
                            .to(ReferralStatus.ENTERED_IN_ERROR)
                            .says(RequestStatus.ENTERED_IN_ERROR)
                            .whileDeathIsReported(),
                    on(EventType.OUTCOME_CORRECTED)
                            .from(ReferralStatus.COMPLETED, FAILED)
                            .staysAt(Stage.CORRECTED)
                            .says(Optional.empty()),
                    on(EventType.NUDGED).from(ANY).stays().whileDeathIsReported(),
                    on(EventType.ESCALATED).from(ANY).stays().whileDeathIsReported())
            .map(Row::row)
            .toList();

    private ReferralTransitions() {}

    public static List<Transition> rows() {
        return ROWS;
    }

    /** The row for this event from this status; empty when the event is not legal there. */
    public static Optional<Transition> find(ReferralStatus from, EventType event) {
        return ROWS.stream()
                .filter(row -> row.event() == event && row.from().contains(from))
                .findFirst();
    }

    /** The events that are legal from this status while these questions are open, in the table's order. */
    public static List<EventType> legalFrom(ReferralStatus from, Set<Pending> open) {
        return ROWS.stream()
                .filter(row -> row.from().contains(from) && row.obstacle(open).isEmpty())
                .map(Transition::event)
                .distinct()
                .toList();
    }

    private static Event on(EventType event) {
        return new Event(event);
    }

    private record Event(EventType event) {
        From from(ReferralStatus... from) {
            return from(List.of(from));
        }

        From from(List<ReferralStatus> from) {
            return new From(event, Set.copyOf(from));
        }
    }

    private record From(EventType event, Set<ReferralStatus> from) {
        Row to(ReferralStatus to, Stage stage) {
            return row(Optional.of(to), Optional.of(stage), Optional.of(ACTIVE));
        }

        Row to(ReferralStatus to) {
            return row(Optional.of(to), Optional.empty(), Optional.of(ACTIVE));
        }

        Row staysAt(Stage stage) {
            return row(Optional.empty(), Optional.of(stage), Optional.of(ACTIVE));
        }

        Row stays() {
            return row(Optional.empty(), Optional.empty(), Optional.empty());
        }

        private Row row(Optional<ReferralStatus> to, Optional<Stage> stage, Optional<RequestStatus> request) {
            return new Row(new Transition(event, from, to, stage, request, Optional.empty(), Optional.empty(), false));
        }
    }

    /** A row that is being said. */
    private record Row(Transition row) {
        Row revokes() {
            return says(REVOKED);
        }

        Row says(RequestStatus status) {
            return says(Optional.of(status));
        }

        Row says(Optional<RequestStatus> status) {
            return with(status, row.needs(), row.opens(), row.whileDeathIsReported());
        }

        Row settles(Pending question) {
            return with(row.requestStatus(), Optional.of(question), row.opens(), row.whileDeathIsReported());
        }

        Row opens(Pending question) {
            return with(row.requestStatus(), row.needs(), Optional.of(question), row.whileDeathIsReported());
        }

        Row whileDeathIsReported() {
            return with(row.requestStatus(), row.needs(), row.opens(), true);
        }

        private Row with(
                Optional<RequestStatus> requestStatus,
                Optional<Pending> needs,
                Optional<Pending> opens,
                boolean whileDeathIsReported) {
            return new Row(new Transition(
                    row.event(), row.from(), row.to(), row.stage(), requestStatus, needs, opens, whileDeathIsReported));
        }
    }
}
