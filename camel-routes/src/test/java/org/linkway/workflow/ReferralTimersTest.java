package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.EventType.ACCEPTED;
import static org.linkway.referral.EventType.CANCELLATION_REFUSED;
import static org.linkway.referral.EventType.CANCELLATION_REQUESTED;
import static org.linkway.referral.EventType.CHECKED_IN;
import static org.linkway.referral.EventType.COMPLETED;
import static org.linkway.referral.EventType.CONCERN_ACKNOWLEDGED;
import static org.linkway.referral.EventType.CONCERN_RAISED;
import static org.linkway.referral.EventType.CONTACT_ATTEMPTED;
import static org.linkway.referral.EventType.DEATH_REPORTED;
import static org.linkway.referral.EventType.DEATH_REPORT_WITHDRAWN;
import static org.linkway.referral.EventType.INFORMATION_REQUESTED;
import static org.linkway.referral.EventType.INFORMATION_SUPPLIED;
import static org.linkway.referral.EventType.MOVED_AWAY;
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
import static org.linkway.referral.TestReferrals.CONCERN;
import static org.linkway.referral.TestReferrals.ONWARD;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.CheckIn;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.TimerKind;
import org.linkway.referral.WaitListing;

class ReferralTimersTest {
    private static final Optional<UUID> NOBODY = Optional.empty();

    /** What happens to a referral, a day after the other; the referral came in on day 0. */
    private static final class Story {
        private Referral referral = TestReferrals.opened();
        private int day;

        Story then(EventType type) {
            return then(type, TestReferrals.detail(type));
        }

        Story then(EventType type, EventDetail detail) {
            return on(day + 1, type, detail);
        }

        Story on(int newDay, EventType type, EventDetail detail) {
            day = newDay;
            referral = TestReferrals.moved(referral, TestReferrals.event(type, detail, dayAt(day)));
            return this;
        }

        Referral referral() {
            return referral;
        }
    }

    private static Instant dayAt(int day) {
        return TestReferrals.RECEIVED_AT.plus(Duration.ofDays(day));
    }

    private static Referral story(EventType... types) {
        Story story = new Story();
        Stream.of(types).forEach(story::then);
        return story.referral();
    }

    private static Referral onward(ReferralStatus... statuses) {
        Story story = new Story().then(ACCEPTED).then(WORK_STARTED).then(REFERRED_ONWARD);
        Stream.of(statuses).forEach(status -> story.then(ONWARD_UPDATED, TestReferrals.onwardUpdate(status)));
        return story.referral();
    }

    /** When each clock starts, and on which day it first rings. */
    static Stream<Arguments> running() {
        return Stream.of(
                row("nobody has answered yet", story(), TimerKind.ACKNOWLEDGE, NOBODY, 2),
                row(
                        "the sender's answer starts the service's time anew",
                        story(INFORMATION_REQUESTED, INFORMATION_SUPPLIED),
                        TimerKind.ACKNOWLEDGE,
                        NOBODY,
                        2 + 2),
                row("the sender is asked", story(INFORMATION_REQUESTED), TimerKind.INFORMATION, NOBODY, 1 + 7),
                row(
                        "the sender is asked again",
                        story(INFORMATION_REQUESTED, INFORMATION_REQUESTED),
                        TimerKind.INFORMATION,
                        NOBODY,
                        2 + 7),
                row(
                        "work goes on without the sender's answer",
                        story(INFORMATION_REQUESTED, ACCEPTED),
                        TimerKind.INFORMATION,
                        NOBODY,
                        1 + 7),
                row(
                        "a cancellation waits for the link worker",
                        story(ACCEPTED, SEEN, CANCELLATION_REQUESTED),
                        TimerKind.CANCELLATION,
                        NOBODY,
                        3 + 2),
                row("a service is asked to take over", story(ACCEPTED, STEPPED_UP), TimerKind.STEP_UP, NOBODY, 2 + 14),
                row("a death is reported", story(ACCEPTED, DEATH_REPORTED), TimerKind.DEATH_REPORT, NOBODY, 2 + 2),
                row("a person waits", story(ACCEPTED, WAIT_LISTED), TimerKind.WAITING_LIST, NOBODY, 2 + 28),
                row(
                        "the limit of attempts is reached",
                        story(CONTACT_ATTEMPTED, CONTACT_ATTEMPTED, CONTACT_ATTEMPTED),
                        TimerKind.CONTACT_LIMIT,
                        NOBODY,
                        3 + 3),
                row(
                        "attempts count from the last contact",
                        story(
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
                row("nothing has happened", story(ACCEPTED), TimerKind.AGEING, NOBODY, 1 + 30),
                row(
                        "only the clock has said something",
                        new Story()
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
                over("accepted", story(ACCEPTED), TimerKind.ACKNOWLEDGE),
                over("the sender owes the answer", story(INFORMATION_REQUESTED), TimerKind.ACKNOWLEDGE),
                over("answered", story(INFORMATION_REQUESTED, INFORMATION_SUPPLIED), TimerKind.INFORMATION),
                over(
                        "cancellation refused",
                        story(ACCEPTED, SEEN, CANCELLATION_REQUESTED, CANCELLATION_REFUSED),
                        TimerKind.CANCELLATION),
                over("step-up refused", story(ACCEPTED, STEPPED_UP, STEP_UP_REFUSED), TimerKind.STEP_UP),
                over(
                        "report of death withdrawn",
                        story(ACCEPTED, DEATH_REPORTED, DEATH_REPORT_WITHDRAWN),
                        TimerKind.DEATH_REPORT),
                over("resumed", story(ACCEPTED, WAIT_LISTED, RESUMED), TimerKind.WAITING_LIST),
                over(
                        "resumed, and on hold for something else",
                        story(ACCEPTED, WAIT_LISTED, RESUMED, INFORMATION_REQUESTED),
                        TimerKind.WAITING_LIST),
                over(
                        "fewer attempts than the limit",
                        story(CONTACT_ATTEMPTED, CONTACT_ATTEMPTED),
                        TimerKind.CONTACT_LIMIT),
                over(
                        "seen after all",
                        story(ACCEPTED, CONTACT_ATTEMPTED, CONTACT_ATTEMPTED, CONTACT_ATTEMPTED, SEEN),
                        TimerKind.CONTACT_LIMIT),
                over(
                        "assessed after all",
                        story(ACCEPTED, CONTACT_ATTEMPTED, CONTACT_ATTEMPTED, CONTACT_ATTEMPTED, NEEDS_ASSESSED),
                        TimerKind.CONTACT_LIMIT),
                over("the service answered", onward(ReferralStatus.ACCEPTED), TimerKind.PROVIDER_SILENCE),
                over(
                        "asked how it goes",
                        new Story()
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
                        story(CONCERN_RAISED, CONCERN_ACKNOWLEDGED),
                        TimerKind.CONCERN));
    }

    @ParameterizedTest
    @MethodSource("stopped")
    void isSilent(Referral referral, TimerKind kind) {
        assertThat(timer(referral, kind)).isEmpty();
    }

    /** That a service refused is not dealt with by the clock's having said so. */
    @Test
    void ringsAboutWhatCameToNothingUntilSomebodyDoesSomething() {
        Referral nudged = TestReferrals.moved(
                onward(ReferralStatus.REJECTED),
                TestReferrals.event(
                        NUDGED, new ClockNotice(Optional.of(TimerKind.ONWARD_ENDED), Optional.of(ONWARD)), dayAt(7)));

        assertThat(timer(nudged, TimerKind.ONWARD_ENDED))
                .contains(new Timer(TimerKind.ONWARD_ENDED, Optional.of(ONWARD), dayAt(7), dayAt(14)));
    }

    @Test
    void goesByTheDayThatWasAgreed() {
        LocalDate agreed = LocalDate.parse("2026-03-31");
        Referral waiting = new Story()
                .then(ACCEPTED)
                .then(WAIT_LISTED, new WaitListing(Optional.empty(), Optional.of(agreed)))
                .referral();
        CheckIn again = new CheckIn(
                Optional.of(ONWARD),
                Optional.of(OnwardOutcome.ATTENDING),
                Optional.empty(),
                Optional.empty(),
                Optional.of(agreed),
                Optional.empty());
        Referral attending =
                TestReferrals.moved(onward(ReferralStatus.ACCEPTED), TestReferrals.event(CHECKED_IN, again, dayAt(20)));

        assertThat(timer(waiting, TimerKind.WAITING_LIST).map(Timer::dueAt))
                .contains(Instant.parse("2026-03-31T00:00:00Z"));
        assertThat(timer(attending, TimerKind.CHECK_IN).map(Timer::dueAt))
                .contains(Instant.parse("2026-03-31T00:00:00Z"));
    }

    /** Minutes, not days, and whatever became of the referral. */
    @ParameterizedTest
    @EnumSource(
            value = EventType.class,
            names = {"ACCEPTED", "MOVED_AWAY", "DEATH_REPORTED", "ENTERED_IN_ERROR"})
    void ringsForAConcernUntilSomebodyHasSeenIt(EventType next) {
        Referral referral = TestReferrals.moved(story(CONCERN_RAISED), TestReferrals.event(next));
        Instant due = dayAt(1).plus(Duration.ofMinutes(15));

        assertThat(timer(referral, TimerKind.CONCERN))
                .contains(new Timer(TimerKind.CONCERN, Optional.of(CONCERN), due, due));
    }

    @Test
    void ringsAgainAfterTheTimeForThat() {
        Referral referral = story();
        Referral once = notice(referral, NUDGED, TimerKind.ACKNOWLEDGE, 2);
        Referral twice = notice(once, EventType.ESCALATED, TimerKind.ACKNOWLEDGE, 8);

        assertThat(timer(once, TimerKind.ACKNOWLEDGE))
                .contains(new Timer(TimerKind.ACKNOWLEDGE, NOBODY, dayAt(2), dayAt(2 + 5)));
        assertThat(timer(twice, TimerKind.ACKNOWLEDGE))
                .contains(new Timer(TimerKind.ACKNOWLEDGE, NOBODY, dayAt(2), dayAt(8 + 5)));
    }

    @Test
    void takesNoNoticeOfAnotherClockForItsOwn() {
        Referral other = notice(story(), NUDGED, TimerKind.AGEING, 2);
        Referral earlier = notice(story(), NUDGED, TimerKind.ACKNOWLEDGE, 1);

        assertThat(timer(other, TimerKind.ACKNOWLEDGE).map(Timer::nextAt)).contains(dayAt(2));
        assertThat(timer(earlier, TimerKind.ACKNOWLEDGE).map(Timer::nextAt)).contains(dayAt(2));
    }

    @Test
    void startsAnewWithANewQuestion() {
        Referral asked = notice(story(INFORMATION_REQUESTED), NUDGED, TimerKind.INFORMATION, 8);

        Referral askedAgain = TestReferrals.moved(
                asked,
                TestReferrals.event(INFORMATION_REQUESTED, TestReferrals.detail(INFORMATION_REQUESTED), dayAt(9)));

        assertThat(timer(askedAgain, TimerKind.INFORMATION))
                .contains(new Timer(TimerKind.INFORMATION, NOBODY, dayAt(16), dayAt(16)));
    }

    private static Referral notice(Referral referral, EventType type, TimerKind kind, int day) {
        return TestReferrals.moved(
                referral, TestReferrals.event(type, new ClockNotice(Optional.of(kind), NOBODY), dayAt(day)));
    }

    /** What the clock says the first time, and what after that. */
    static Stream<Arguments> sayings() {
        Referral referred = onward(ReferralStatus.ACCEPTED);
        return Stream.of(
                argumentSet("unanswered", story(), TimerKind.ACKNOWLEDGE, NUDGED),
                argumentSet("a concern", story(CONCERN_RAISED), TimerKind.CONCERN, EventType.ESCALATED),
                argumentSet("a check-in", referred, TimerKind.CHECK_IN, EventType.CHECK_IN_DUE),
                argumentSet(
                        "a check-in while the work is on hold",
                        TestReferrals.moved(referred, TestReferrals.event(WAIT_LISTED)),
                        TimerKind.CHECK_IN,
                        NUDGED),
                argumentSet("a silent service", onward(), TimerKind.PROVIDER_SILENCE, NUDGED));
    }

    @ParameterizedTest
    @MethodSource("sayings")
    void says(Referral referral, TimerKind kind, EventType first) {
        Timer timer = timer(referral, kind).orElseThrow();
        Timer again =
                new Timer(kind, timer.about(), timer.dueAt(), timer.dueAt().plusSeconds(1));

        assertThat(ReferralTimers.says(referral, timer)).isEqualTo(first);
        assertThat(ReferralTimers.says(referral, again)).isEqualTo(EventType.ESCALATED);
    }

    @Test
    void leavesAloneThePersonWhoIsReportedToHaveDied() {
        Story busy = new Story()
                .then(INFORMATION_REQUESTED)
                .then(CONCERN_RAISED)
                .then(ACCEPTED)
                .then(CONTACT_ATTEMPTED)
                .then(CONTACT_ATTEMPTED)
                .then(CONTACT_ATTEMPTED)
                .then(REFERRED_ONWARD)
                .then(STEPPED_UP)
                .then(CANCELLATION_REQUESTED)
                .then(WAIT_LISTED);
        List<TimerKind> before = kinds(busy.referral());

        assertThat(before)
                .containsExactlyInAnyOrder(
                        TimerKind.CONCERN,
                        TimerKind.INFORMATION,
                        TimerKind.CANCELLATION,
                        TimerKind.STEP_UP,
                        TimerKind.WAITING_LIST,
                        TimerKind.CONTACT_LIMIT,
                        TimerKind.PROVIDER_SILENCE,
                        TimerKind.AGEING);
        assertThat(kinds(busy.then(DEATH_REPORTED).referral()))
                .containsExactlyInAnyOrder(TimerKind.CONCERN, TimerKind.DEATH_REPORT, TimerKind.AGEING);
    }

    @ParameterizedTest
    @EnumSource
    void neverLeavesAnOpenReferralWithoutAClock(ReferralStatus status) {
        assertThat(TestPolicies.TIMERS.of(TestReferrals.at(status)).isEmpty()).isNotEqualTo(status.isOpen());
    }

    @Test
    void stopsWithTheReferral() {
        assertThat(TestPolicies.TIMERS.of(story(INFORMATION_REQUESTED, MOVED_AWAY)))
                .isEmpty();
        assertThat(TestPolicies.TIMERS.of(story(ACCEPTED, COMPLETED))).isEmpty();
    }

    @Test
    void asksForAWatchForEachKind() {
        assertThat(catchThrowable(() -> new TimerPolicy(Map.of())))
                .hasMessage("There has to be a watch for each kind of timer.");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsOverdueAndWhatToDo(TimerKind kind) {
        assertThat(kind.display()).isNotBlank();
        assertThat(kind.whatToDo()).endsWith(".");
        assertThat(kind.code()).matches("[a-z]+(-[a-z]+)*");
    }

    private static Optional<Timer> timer(Referral referral, TimerKind kind) {
        List<Timer> timers = TestPolicies.TIMERS.of(referral).stream()
                .filter(timer -> timer.kind() == kind)
                .toList();
        assertThat(timers).hasSizeLessThan(2);
        return timers.stream().findFirst();
    }

    private static List<TimerKind> kinds(Referral referral) {
        return TestPolicies.TIMERS.of(referral).stream().map(Timer::kind).toList();
    }

    private static Arguments row(String name, Referral referral, TimerKind kind, Optional<UUID> about, int day) {
        return argumentSet(name, referral, kind, about, day);
    }

    private static Arguments over(String name, Referral referral, TimerKind kind) {
        return argumentSet(name, referral, kind);
    }
}
