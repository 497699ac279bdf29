package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.linkway.referral.TestReferrals.ONWARD;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.Hazard;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.Priority;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.RequestUpdate;
import org.linkway.referral.Role;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.TimerKind;
import org.linkway.workflow.Change.EpisodeStep;
import org.linkway.workflow.Delivery.Kind;
import org.linkway.workflow.RecordEvent.Decision;

/** Who hears of what. */
class ConsequencesTest {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final Referral WORKED = TestReferrals.at(ReferralStatus.IN_PROGRESS);

    private final RecordEvent recordEvent = TestPolicies.recordEvent(TestPolicies.NO_CODES, new NumberedIds());

    @ParameterizedTest
    @CsvSource({"SENDER, true", "WORKER, false"})
    void tellsTheWorkerWhatTheWorkerDidNotSay(Role role, boolean told) {
        Change change = recorded(Set.of(role), WORKED, event(EventType.CONSENT_CHANGED));

        assertThat(change.deliveries().stream().map(Delivery::kind))
                .isEqualTo(told ? List.of(Kind.REFERRAL_TO_WORKER) : List.of());
    }

    @Test
    void tellsTheWorkerWhatAServiceSays() {
        Referral referral = moved(WORKED, event(EventType.REFERRED_ONWARD));
        ReferralEvent accepted = event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.ACCEPTED));

        assertThat(recorded(Set.of(Role.RECEIVER), referral, accepted).deliveries())
                .extracting(Delivery::kind, Delivery::destination, Delivery::subject)
                .containsExactly(tuple(Kind.REFERRAL_TO_WORKER, TestReferrals.WORKER, accepted.id()));
    }

    /** A service that took the referral itself is its sender and its worker: it need not be told what it says. */
    @Test
    void tellsNobodyWhatTheServiceSaysOfItsOwnReferral() {
        assertThat(recorded(Set.of(Role.SENDER, Role.WORKER), WORKED, event(EventType.CONSENT_CHANGED))
                        .deliveries())
                .isEmpty();
    }

    @Test
    @Hazard("H6")
    void bringsAConcernToSomebodyByALaneOfItsOwn() {
        ReferralEvent concern = event(EventType.CONCERN_RAISED);

        Change change = recorded(Set.of(Role.SENDER), TestReferrals.opened(), concern);

        assertThat(change.deliveries())
                .extracting(Delivery::kind, Delivery::destination, Delivery::subject)
                .containsExactly(
                        tuple(Kind.URGENT_REFERRAL_TO_WORKER, TestReferrals.WORKER + "/urgent", concern.id()),
                        tuple(Kind.CONCERN_TO_PERSON, TestReferrals.WORKER + "/concerns", concern.id()));
        assertThat(change.timers()).anyMatch(timer -> timer.kind() == TimerKind.CONCERN);
    }

    /** What only follows is as routine as anything else: the lane stays free for what is new. */
    @Test
    @Hazard("H6")
    void pushesAnUrgentReferralPastTheRoutineOnesAndWhatFollowsBehindThem() {
        ReferralDraft routine = TestReferrals.draft();
        ReferralDraft urgent = TestReferrals.withPriority(routine, Priority.STAT);
        Referral opened = TestReferrals.opened(urgent);

        assertThat(recorded(Set.of(Role.SENDER), TestReferrals.opened(), restated(urgent))
                        .deliveries())
                .extracting(Delivery::kind, Delivery::destination)
                .contains(tuple(Kind.URGENT_REFERRAL_TO_WORKER, TestReferrals.WORKER + "/urgent"));
        assertThat(recorded(Set.of(Role.SENDER), opened, restated(urgent)).deliveries())
                .extracting(Delivery::kind)
                .contains(Kind.REFERRAL_TO_WORKER)
                .doesNotContain(Kind.URGENT_REFERRAL_TO_WORKER);
    }

    private static ReferralEvent restated(ReferralDraft draft) {
        return event(
                EventType.REQUEST_UPDATED,
                new RequestUpdate(Optional.of(draft.request()), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** A referral that was entered in error was one wherever it is: what had ended there is told of it too. */
    @Test
    @Hazard("H21")
    void tellsAServiceOfAMistakeEvenWhereItsPartHadEnded() {
        ReferralEvent made =
                event(EventType.REFERRED_ONWARD, TestReferrals.connection(Optional.of(TestPolicies.CONNECTED), false));
        Referral ended = moved(
                moved(WORKED, made),
                event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.REJECTED)));

        Change change = recorded(Set.of(Role.SENDER), ended, event(EventType.ENTERED_IN_ERROR));

        assertThat(change.deliveries())
                .extracting(Delivery::kind)
                .contains(Kind.ONWARD_TO_SERVICE, Kind.REFERRAL_TO_WORKER);
    }

    @ParameterizedTest
    @EnumSource
    void letsNothingButAConcernPass(Kind kind) {
        assertThat(kind.mustNotWait()).isEqualTo(kind == Kind.CONCERN_TO_PERSON);
    }

    @Test
    @Hazard("H6")
    void bringsAConcernToTheNextPersonWhenNobodyAcknowledgesIt() {
        Referral referral = moved(TestReferrals.opened(), event(EventType.CONCERN_RAISED));
        Instant later = referral.lastEvent().recordedAt().plus(Duration.ofMinutes(15));

        Change change = recordEvent.ring(referral, later).orElseThrow();

        ReferralEvent rung = change.events().stream()
                .filter(it -> it.detail() instanceof ClockNotice notice
                        && notice.timer().equals(Optional.of(TimerKind.CONCERN)))
                .findFirst()
                .orElseThrow();
        assertThat(rung.type()).isEqualTo(EventType.ESCALATED);
        assertThat(change.deliveries())
                .filteredOn(it -> it.kind() == Kind.CONCERN_TO_PERSON)
                .extracting(Delivery::subject)
                .containsExactly(rung.id());
    }

    @Test
    void sendsAnOnwardReferralToAServiceThatIsConnected() {
        Change change = recorded(WORKED, EventType.REFERRED_ONWARD, connected(false));

        assertThat(change.deliveries())
                .extracting(Delivery::kind, Delivery::destination, Delivery::subject)
                .containsExactly(tuple(Kind.ONWARD_TO_SERVICE, TestPolicies.CONNECTED, ONWARD));
    }

    @Test
    void sendsNothingToAServiceThatIsNot() {
        assertThat(recorded(WORKED, EventType.REFERRED_ONWARD, TestReferrals.connection(Optional.empty(), false))
                        .deliveries())
                .isEmpty();
    }

    @Test
    void sendsNothingForThePersonWhoRefersThemself() {
        assertThat(recorded(WORKED, EventType.REFERRED_ONWARD, connected(true)).deliveries())
                .isEmpty();
        assertThat(recorded(WORKED, EventType.SIGNPOSTED, connected(false)).deliveries())
                .isEmpty();
    }

    @Test
    void tellsAServiceOfEachOnwardReferralOnce() {
        assertThat(recorded(referred(), EventType.SEEN, TestReferrals.detail(EventType.SEEN))
                        .deliveries())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = EventType.class,
            names = {"MOVED_AWAY", "DECLINED_BY_PERSON", "WITHDRAWN_BY_SERVICE"})
    void tellsAServiceWhenTheReferralThatLedThereIsClosed(EventType closing) {
        Change change = recorded(referred(), closing, TestReferrals.detail(closing));

        assertThat(change.deliveries())
                .extracting(Delivery::kind, Delivery::subject)
                .containsExactly(tuple(Kind.ONWARD_TO_SERVICE, ONWARD));
    }

    @Test
    void tellsAServiceThatThePersonDoesNotCome() {
        Change change = recorded(referred(), EventType.CHECKED_IN, TestReferrals.checkIn(OnwardOutcome.DID_NOT_GO));

        assertThat(change.deliveries()).extracting(Delivery::kind).containsExactly(Kind.ONWARD_TO_SERVICE);
    }

    @Test
    void tellsAServiceNothingOfWhatWasOverBefore() {
        Referral over = moved(
                referred(), event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.CANCELLED)));

        assertThat(recorded(over, EventType.MOVED_AWAY, TestReferrals.detail(EventType.MOVED_AWAY))
                        .deliveries())
                .isEmpty();
    }

    @Test
    void tellsAServiceNothingThatItSaidItself() {
        Change change = recorded(
                Set.of(Role.RECEIVER),
                referred(),
                event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.CANCELLED)));

        assertThat(change.deliveries()).extracting(Delivery::kind).containsExactly(Kind.REFERRAL_TO_WORKER);
    }

    /** What is told together goes to the worker together: the message holds the whole referral. */
    @Test
    void tellsTheWorkerOnceOfWhatWasToldTogether() {
        List<EventSubmission> together =
                List.of(submission(event(EventType.CONSENT_CHANGED)), submission(event(EventType.CONCERN_RAISED)));

        Decision decision = recordEvent.record(Set.of(Role.SENDER), WORKED, together, List.of(), NOW);

        Change change = ((Decision.Recorded) decision).change();
        assertThat(change.events()).hasSize(2);
        assertThat(change.referral().version()).isEqualTo(WORKED.version() + 2);
        assertThat(change.deliveries())
                .filteredOn(it -> it.kind() == Kind.URGENT_REFERRAL_TO_WORKER)
                .extracting(Delivery::subject)
                .containsExactly(change.referral().lastEvent().id());
    }

    @Test
    void takesAllThatWasToldTogetherOrNothing() {
        List<EventSubmission> together = List.of(
                submission(event(EventType.CONSENT_CHANGED)), submission(event(EventType.INFORMATION_SUPPLIED)));

        assertThat(recordEvent.record(Set.of(Role.SENDER), WORKED, together, List.of(), NOW))
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void tellsAServiceWhenAnotherTakesThePersonOver() {
        Referral asked = moved(referred(), event(EventType.STEPPED_UP));

        Change change = recorded(Set.of(Role.RECEIVER), asked, event(EventType.STEP_UP_ACCEPTED));

        assertThat(change.deliveries()).extracting(Delivery::kind).contains(Kind.ONWARD_TO_SERVICE);
    }

    @Test
    void leavesTheEpisodeWhenTheReferralIsClosedAndOnce() {
        Change closing = recorded(WORKED, EventType.MOVED_AWAY, TestReferrals.detail(EventType.MOVED_AWAY));
        Change correcting = recorded(
                TestReferrals.at(ReferralStatus.COMPLETED),
                EventType.OUTCOME_CORRECTED,
                TestReferrals.detail(EventType.OUTCOME_CORRECTED));

        assertThat(closing.episode()).isEqualTo(EpisodeStep.LEAVES);
        assertThat(closing.timers()).isEmpty();
        assertThat(correcting.episode()).isEqualTo(EpisodeStep.GOES_ON);
        assertThat(recorded(WORKED, EventType.SEEN, TestReferrals.detail(EventType.SEEN))
                        .episode())
                .isEqualTo(EpisodeStep.GOES_ON);
    }

    @Test
    void setsTheClocksThatFollow() {
        Change change = recorded(WORKED, EventType.WAIT_LISTED, TestReferrals.detail(EventType.WAIT_LISTED));

        assertThat(change.timers()).isEqualTo(TestPolicies.TIMERS.of(change.referral()));
        assertThat(change.timers()).extracting(Timer::kind).contains(TimerKind.WAITING_LIST);
    }

    private static Referral referred() {
        return moved(WORKED, event(EventType.REFERRED_ONWARD, connected(false)));
    }

    private static EventDetail connected(boolean selfReferral) {
        return TestReferrals.connection(Optional.of(TestPolicies.CONNECTED), selfReferral);
    }

    private Change recorded(Referral referral, EventType type, EventDetail detail) {
        return recorded(Set.of(Role.WORKER), referral, event(type, detail));
    }

    private Change recorded(Set<Role> roles, Referral referral, ReferralEvent event) {
        EventSubmission submission =
                new EventSubmission(event.id(), event.type(), event.occurredAt(), event.recordedBy(), event.detail());
        Decision decision = recordEvent.record(roles, referral, submission, List.of(), NOW);
        assertThat(decision).isInstanceOf(Decision.Recorded.class);
        return ((Decision.Recorded) decision).change();
    }

    private static EventSubmission submission(ReferralEvent event) {
        return new EventSubmission(event.id(), event.type(), event.occurredAt(), event.recordedBy(), event.detail());
    }
}
