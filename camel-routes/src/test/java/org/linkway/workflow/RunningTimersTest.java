package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.EventType.ACCEPTED;
import static org.linkway.referral.EventType.CANCELLATION_REFUSED;
import static org.linkway.referral.EventType.CANCELLATION_REQUESTED;
import static org.linkway.referral.EventType.CHECKED_IN;
import static org.linkway.referral.EventType.CONCERN_ACKNOWLEDGED;
import static org.linkway.referral.EventType.CONCERN_RAISED;
import static org.linkway.referral.EventType.CONTACT_ATTEMPTED;
import static org.linkway.referral.EventType.DEATH_REPORTED;
import static org.linkway.referral.EventType.DEATH_REPORT_WITHDRAWN;
import static org.linkway.referral.EventType.INFORMATION_REQUESTED;
import static org.linkway.referral.EventType.INFORMATION_SUPPLIED;
import static org.linkway.referral.EventType.NEEDS_ASSESSED;
import static org.linkway.referral.EventType.NUDGED;
import static org.linkway.referral.EventType.ONWARD_UPDATED;
import static org.linkway.referral.EventType.REFERRED_ONWARD;
import static org.linkway.referral.EventType.RESUMED;
import static org.linkway.referral.EventType.SEEN;
import static org.linkway.referral.EventType.STEPPED_UP;
import static org.linkway.referral.EventType.STEP_UP_REFUSED;
import static org.linkway.referral.EventType.WAIT_LISTED;
import static org.linkway.referral.EventType.WORK_STARTED;
import static org.linkway.referral.TestReferrals.ONWARD;
import static org.linkway.workflow.TestStory.dayAt;
import static org.linkway.workflow.TestStory.onward;
import static org.linkway.workflow.TestStory.timer;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.TimerKind;

/** When each clock starts and when it stops. */
class RunningTimersTest {
    private static final Optional<UUID> NOBODY = Optional.empty();

    /** When each clock starts, and on which day it first rings. */
    static Stream<Arguments> running() {
        return Stream.of(
                row("nobody has answered yet", TestStory.of(), TimerKind.ACKNOWLEDGE, NOBODY, 2),
                row(
                        "the sender's answer starts the service's time anew",
                        TestStory.of(INFORMATION_REQUESTED, INFORMATION_SUPPLIED),
                        TimerKind.ACKNOWLEDGE,
                        NOBODY,
                        2 + 2),
                row("the sender is asked", TestStory.of(INFORMATION_REQUESTED), TimerKind.INFORMATION, NOBODY, 1 + 7),
                row(
                        "the sender is asked again",
                        TestStory.of(INFORMATION_REQUESTED, INFORMATION_REQUESTED),
                        TimerKind.INFORMATION,
                        NOBODY,
                        2 + 7),
                row(
                        "work goes on without the sender's answer",
                        TestStory.of(INFORMATION_REQUESTED, ACCEPTED),
                        TimerKind.INFORMATION,
                        NOBODY,
                        1 + 7),
                row(
                        "a cancellation waits for the link worker",
                        TestStory.of(ACCEPTED, SEEN, CANCELLATION_REQUESTED),
                        TimerKind.CANCELLATION,
                        NOBODY,
                        3 + 2),
                row(
                        "a service is asked to take over",
                        TestStory.of(ACCEPTED, STEPPED_UP),
                        TimerKind.STEP_UP,
                        NOBODY,
                        2 + 14),
                row(
                        "a death is reported",
                        TestStory.of(ACCEPTED, DEATH_REPORTED),
                        TimerKind.DEATH_REPORT,
                        NOBODY,
                        2 + 2),
                row("a person waits", TestStory.of(ACCEPTED, WAIT_LISTED), TimerKind.WAITING_LIST, NOBODY, 2 + 28),
                row(
                        "the limit of attempts is reached",
                        TestStory.of(CONTACT_ATTEMPTED, CONTACT_ATTEMPTED, CONTACT_ATTEMPTED),
                        TimerKind.CONTACT_LIMIT,
                        NOBODY,
                        3 + 3),
                row(
                        "attempts count from the last contact",
                        TestStory.of(
                                ACCEPTED,
                                CONTACT_ATTEMPTED,
                                SEEN,
                                CONTACT_ATTEMPTED,
                                CONTACT_ATTEMPTED,
                                CONTACT_ATTEMPTED),
                        TimerKind.CONTACT_LIMIT,
                        NOBODY,
                        6 + 3),
                row("a service has not answered", onward(), TimerKind.PROVIDER_SILENCE, Optional.of(ONWARD), 3 + 14),
                row(
                        "a service says that it still looks",
                        onward(ReferralStatus.REQUESTED),
                        TimerKind.PROVIDER_SILENCE,
                        Optional.of(ONWARD),
                        4 + 14),
                row(
                        "a service has a waiting list",
                        onward(ReferralStatus.ON_HOLD),
                        TimerKind.WAITING_LIST,
                        Optional.of(ONWARD),
                        4 + 28),
                row(
                        "a person can go to a service",
                        onward(ReferralStatus.ACCEPTED),
                        TimerKind.CHECK_IN,
                        Optional.of(ONWARD),
                        4 + 28),
                row(
                        "a person has gone to a service since",
                        onward(ReferralStatus.ACCEPTED, ReferralStatus.IN_PROGRESS),
                        TimerKind.CHECK_IN,
                        Optional.of(ONWARD),
                        4 + 28),
                row(
                        "a service refused",
                        onward(ReferralStatus.REJECTED),
                        TimerKind.ONWARD_ENDED,
                        Optional.of(ONWARD),
                        4 + 3),
                row(
                        "a service gave up",
                        onward(ReferralStatus.ACCEPTED, ReferralStatus.FAILED),
                        TimerKind.ONWARD_ENDED,
                        Optional.of(ONWARD),
                        5 + 3),
                row("nothing has happened", TestStory.of(ACCEPTED), TimerKind.AGEING, NOBODY, 1 + 30),
                row(
                        "only the clock has said something",
                        new TestStory()
                                .then(ACCEPTED)
                                .then(NUDGED, new ClockNotice(Optional.of(TimerKind.ACKNOWLEDGE), NOBODY))
                                .referral(),
                        TimerKind.AGEING,
                        NOBODY,
                        1 + 30));
    }

    @ParameterizedTest
    @MethodSource("running")
    void rings(Referral referral, TimerKind kind, Optional<UUID> about, int day) {
        assertThat(timer(referral, kind)).contains(new Timer(kind, about, dayAt(day), dayAt(day)));
    }

    static Stream<Arguments> stopped() {
        return Stream.of(
                over("accepted", TestStory.of(ACCEPTED), TimerKind.ACKNOWLEDGE),
                over("the sender owes the answer", TestStory.of(INFORMATION_REQUESTED), TimerKind.ACKNOWLEDGE),
                over("answered", TestStory.of(INFORMATION_REQUESTED, INFORMATION_SUPPLIED), TimerKind.INFORMATION),
                over(
                        "cancellation refused",
                        TestStory.of(ACCEPTED, SEEN, CANCELLATION_REQUESTED, CANCELLATION_REFUSED),
                        TimerKind.CANCELLATION),
                over("step-up refused", TestStory.of(ACCEPTED, STEPPED_UP, STEP_UP_REFUSED), TimerKind.STEP_UP),
                over(
                        "report of death withdrawn",
                        TestStory.of(ACCEPTED, DEATH_REPORTED, DEATH_REPORT_WITHDRAWN),
                        TimerKind.DEATH_REPORT),
                over("resumed", TestStory.of(ACCEPTED, WAIT_LISTED, RESUMED), TimerKind.WAITING_LIST),
                over(
                        "resumed, and on hold for something else",
                        TestStory.of(ACCEPTED, WAIT_LISTED, RESUMED, INFORMATION_REQUESTED),
                        TimerKind.WAITING_LIST),
                over(
                        "fewer attempts than the limit",
                        TestStory.of(CONTACT_ATTEMPTED, CONTACT_ATTEMPTED),
                        TimerKind.CONTACT_LIMIT),
                over(
                        "seen after all",
                        TestStory.of(ACCEPTED, CONTACT_ATTEMPTED, CONTACT_ATTEMPTED, CONTACT_ATTEMPTED, SEEN),
                        TimerKind.CONTACT_LIMIT),
                over(
                        "assessed after all",
                        TestStory.of(ACCEPTED, CONTACT_ATTEMPTED, CONTACT_ATTEMPTED, CONTACT_ATTEMPTED, NEEDS_ASSESSED),
                        TimerKind.CONTACT_LIMIT),
                over("the service answered", onward(ReferralStatus.ACCEPTED), TimerKind.PROVIDER_SILENCE),
                over(
                        "asked how it goes",
                        new TestStory()
                                .then(ACCEPTED)
                                .then(WORK_STARTED)
                                .then(REFERRED_ONWARD)
                                .then(ONWARD_UPDATED)
                                .then(CHECKED_IN)
                                .referral(),
                        TimerKind.CHECK_IN),
                over("finished", onward(ReferralStatus.COMPLETED), TimerKind.ONWARD_ENDED),
                over(
                        "something else was tried",
                        TestReferrals.moved(onward(ReferralStatus.REJECTED), TestReferrals.event(SEEN)),
                        TimerKind.ONWARD_ENDED),
                over(
                        "a concern that was acknowledged",
                        TestStory.of(CONCERN_RAISED, CONCERN_ACKNOWLEDGED),
                        TimerKind.CONCERN));
    }

    @ParameterizedTest
    @MethodSource("stopped")
    void isSilent(Referral referral, TimerKind kind) {
        assertThat(timer(referral, kind)).isEmpty();
    }

    private static Arguments row(String name, Referral referral, TimerKind kind, Optional<UUID> about, int day) {
        return argumentSet(name, referral, kind, about, day);
    }

    private static Arguments over(String name, Referral referral, TimerKind kind) {
        return argumentSet(name, referral, kind);
    }
}
