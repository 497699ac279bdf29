package org.linkway.referral;

import static org.linkway.referral.ReferralStatus.ACCEPTED;
import static org.linkway.referral.ReferralStatus.CANCELLED;
import static org.linkway.referral.ReferralStatus.COMPLETED;
import static org.linkway.referral.ReferralStatus.FAILED;
import static org.linkway.referral.ReferralStatus.IN_PROGRESS;
import static org.linkway.referral.ReferralStatus.ON_HOLD;
import static org.linkway.referral.ReferralStatus.REJECTED;
import static org.linkway.referral.ReferralStatus.REQUESTED;
import static org.linkway.referral.RequestStatus.ACTIVE;
import static org.linkway.referral.RequestStatus.REVOKED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lifecycle, said once: (status, event) → (status, stage, ServiceRequest status). The check, the refusals' text and the
 * FHIR projection derive from these rows. A status with no row for an event refuses that event.
 */
public final class ReferralTransitions {

    /** Where a referral starts, by {@link EventType#RECEIVED}: the one event that has no status to come from. */
    public static final Transition OPENING = new Transition(
            EventType.RECEIVED, Set.of(), Optional.of(REQUESTED), Optional.of(Stage.AWAITING_TRIAGE), ACTIVE);

    private static final List<Transition> ROWS = List.of(
            on(EventType.ACCEPTED).from(REQUESTED).to(ACCEPTED, Stage.ACCEPTED, ACTIVE),
            on(EventType.REJECTED_BY_SERVICE).from(REQUESTED).to(REJECTED, Stage.REJECTED, ACTIVE),
            on(EventType.DECLINED_BY_PERSON).from(REQUESTED).to(REJECTED, Stage.DECLINED_BY_PERSON, REVOKED),
            on(EventType.DECLINED_BY_PERSON)
                    .from(ACCEPTED, IN_PROGRESS, ON_HOLD)
                    .to(CANCELLED, Stage.DECLINED_BY_PERSON, REVOKED),
            on(EventType.WORK_STARTED).from(ACCEPTED).to(IN_PROGRESS, Stage.STARTED, ACTIVE),
            on(EventType.WAIT_LISTED).from(ACCEPTED, IN_PROGRESS).to(ON_HOLD, Stage.WAITING_LIST, ACTIVE),
            on(EventType.RESUMED).from(ON_HOLD).to(IN_PROGRESS, Stage.RESUMED, ACTIVE),
            on(EventType.CONTACT_ATTEMPTED).from(ACCEPTED).to(IN_PROGRESS, Stage.CONTACT_ATTEMPTED, ACTIVE),
            on(EventType.CONTACT_ATTEMPTED)
                    .from(REQUESTED, IN_PROGRESS, ON_HOLD)
                    .staysAt(Stage.CONTACT_ATTEMPTED),
            on(EventType.SEEN).from(ACCEPTED, IN_PROGRESS).to(IN_PROGRESS, Stage.SEEN, ACTIVE),
            on(EventType.NEEDS_ASSESSED).from(ACCEPTED, IN_PROGRESS).to(IN_PROGRESS, Stage.NEEDS_ASSESSED, ACTIVE),
            on(EventType.PLAN_AGREED).from(IN_PROGRESS).staysAt(Stage.PLAN_AGREED),
            on(EventType.DID_NOT_ATTEND).from(IN_PROGRESS).staysAt(Stage.DID_NOT_ATTEND),
            on(EventType.UNABLE_TO_CONTACT).from(REQUESTED).to(REJECTED, Stage.UNABLE_TO_CONTACT, REVOKED),
            on(EventType.UNABLE_TO_CONTACT)
                    .from(ACCEPTED, IN_PROGRESS, ON_HOLD)
                    .to(FAILED, Stage.UNABLE_TO_CONTACT, REVOKED),
            on(EventType.WITHDRAWN_BY_SERVICE)
                    .from(ACCEPTED, IN_PROGRESS, ON_HOLD)
                    .to(FAILED, Stage.WITHDRAWN_BY_SERVICE, REVOKED),
            on(EventType.COMPLETED).from(ACCEPTED, IN_PROGRESS).to(COMPLETED, Stage.COMPLETED, RequestStatus.COMPLETED),
            on(EventType.MOVED_AWAY)
                    .from(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD)
                    .to(CANCELLED, Stage.MOVED_AWAY, REVOKED));

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

    /** The events that are legal from this status, in the table's order. */
    public static List<EventType> legalFrom(ReferralStatus from) {
        return ROWS.stream()
                .filter(row -> row.from().contains(from))
                .map(Transition::event)
                .distinct()
                .toList();
    }

    private static Event on(EventType event) {
        return new Event(event);
    }

    private record Event(EventType event) {
        From from(ReferralStatus... from) {
            return new From(event, EnumSet.copyOf(Arrays.asList(from)));
        }
    }

    private record From(EventType event, Set<ReferralStatus> from) {
        Transition to(ReferralStatus to, Stage stage, RequestStatus request) {
            return new Transition(event, from, Optional.of(to), Optional.of(stage), request);
        }

        Transition staysAt(Stage stage) {
            return new Transition(event, from, Optional.empty(), Optional.of(stage), ACTIVE);
        }
    }
}
