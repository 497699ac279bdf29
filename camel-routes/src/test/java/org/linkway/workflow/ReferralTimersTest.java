package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.EventType.ACCEPTED;
import static org.linkway.referral.EventType.CANCELLATION_REQUESTED;
import static org.linkway.referral.EventType.CHECKED_IN;
import static org.linkway.referral.EventType.COMPLETED;
import static org.linkway.referral.EventType.CONCERN_RAISED;
import static org.linkway.referral.EventType.CONTACT_ATTEMPTED;
import static org.linkway.referral.EventType.DEATH_REPORTED;
import static org.linkway.referral.EventType.INFORMATION_REQUESTED;
import static org.linkway.referral.EventType.MOVED_AWAY;
import static org.linkway.referral.EventType.NUDGED;
import static org.linkway.referral.EventType.REFERRED_ONWARD;
import static org.linkway.referral.EventType.STEPPED_UP;
import static org.linkway.referral.EventType.WAIT_LISTED;
import static org.linkway.referral.TestReferrals.CONCERN;
import static org.linkway.referral.TestReferrals.ONWARD;
import static org.linkway.workflow.TestStory.dayAt;
import static org.linkway.workflow.TestStory.onward;
import static org.linkway.workflow.TestStory.timer;

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
import org.linkway.Hazard;
import org.linkway.referral.CheckIn;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.ConsentChange;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.PersonChange;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.TimerKind;
import org.linkway.referral.WaitListing;

/** What clocks do over time: they ring, and ring again, and are silent where nobody may be contacted. */
class ReferralTimersTest {
    private static final Optional<UUID> NOBODY = Optional.empty();

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
        Referral waiting = new TestStory()
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
    @Hazard("H6")
    void ringsForAConcernUntilSomebodyHasSeenIt(EventType next) {
        Referral referral = TestReferrals.moved(TestStory.of(CONCERN_RAISED), TestReferrals.event(next));
        Instant due = dayAt(1).plus(Duration.ofMinutes(15));

        assertThat(timer(referral, TimerKind.CONCERN))
                .contains(new Timer(TimerKind.CONCERN, Optional.of(CONCERN), due, due));
    }

    @Test
    void ringsAgainAfterTheTimeForThat() {
        Referral referral = TestStory.of();
        Referral once = notice(referral, NUDGED, TimerKind.ACKNOWLEDGE, 2);
        Referral twice = notice(once, EventType.ESCALATED, TimerKind.ACKNOWLEDGE, 8);

        assertThat(timer(once, TimerKind.ACKNOWLEDGE))
                .contains(new Timer(TimerKind.ACKNOWLEDGE, NOBODY, dayAt(2), dayAt(2 + 5)));
        assertThat(timer(twice, TimerKind.ACKNOWLEDGE))
                .contains(new Timer(TimerKind.ACKNOWLEDGE, NOBODY, dayAt(2), dayAt(8 + 5)));
    }

    @Test
    void takesNoNoticeOfAnotherClockForItsOwn() {
        Referral other = notice(TestStory.of(), NUDGED, TimerKind.AGEING, 2);
        Referral earlier = notice(TestStory.of(), NUDGED, TimerKind.ACKNOWLEDGE, 1);

        assertThat(timer(other, TimerKind.ACKNOWLEDGE).map(Timer::nextAt)).contains(dayAt(2));
        assertThat(timer(earlier, TimerKind.ACKNOWLEDGE).map(Timer::nextAt)).contains(dayAt(2));
    }

    @Test
    void startsAnewWithANewQuestion() {
        Referral asked = notice(TestStory.of(INFORMATION_REQUESTED), NUDGED, TimerKind.INFORMATION, 8);

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
                argumentSet("unanswered", TestStory.of(), TimerKind.ACKNOWLEDGE, NUDGED),
                argumentSet("a concern", TestStory.of(CONCERN_RAISED), TimerKind.CONCERN, EventType.ESCALATED),
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

    /** What leads to contact stops, what somebody has to see to does not; and it runs again once that is lifted. */
    @Test
    @Hazard({"H7", "H12"})
    void leavesAloneThePersonWhoMustNotBeContactedUntilThatIsLifted() {
        TestStory busy = new TestStory()
                .then(ACCEPTED)
                .then(CONTACT_ATTEMPTED)
                .then(CONTACT_ATTEMPTED)
                .then(CONTACT_ATTEMPTED)
                .then(REFERRED_ONWARD);
        Referral free = busy.referral();
        Referral prohibited =
                TestReferrals.moved(free, changed(TestReferrals.personChange(Optional.empty(), Optional.of(true))));
        Referral lifted = TestReferrals.moved(
                prohibited, changed(TestReferrals.personChange(Optional.empty(), Optional.of(false))));
        Referral refused = TestReferrals.moved(
                free,
                TestReferrals.event(
                        EventType.CONSENT_CHANGED,
                        new ConsentChange(
                                Optional.of(Agreement.REFUSED), Optional.empty(), Optional.empty(), Optional.empty())));

        assertThat(kinds(free)).contains(TimerKind.CONTACT_LIMIT, TimerKind.PROVIDER_SILENCE, TimerKind.AGEING);
        assertThat(List.of(kinds(prohibited), kinds(refused)))
                .allSatisfy(left -> assertThat(left)
                        .doesNotContain(TimerKind.CONTACT_LIMIT, TimerKind.CHECK_IN, TimerKind.ONWARD_ENDED)
                        .contains(TimerKind.PROVIDER_SILENCE, TimerKind.AGEING));
        assertThat(kinds(lifted)).isEqualTo(kinds(free));
    }

    private static ReferralEvent changed(PersonChange change) {
        return TestReferrals.event(EventType.PERSON_DETAILS_CHANGED, change);
    }

    @Test
    @Hazard("H7")
    void leavesAloneThePersonWhoIsReportedToHaveDied() {
        TestStory busy = new TestStory()
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
    @Hazard({"H2", "H10"})
    void neverLeavesAnOpenReferralWithoutAClock(ReferralStatus status) {
        assertThat(TestPolicies.TIMERS.of(TestReferrals.at(status)).isEmpty()).isNotEqualTo(status.isOpen());
    }

    @Test
    void stopsWithTheReferral() {
        assertThat(TestPolicies.TIMERS.of(TestStory.of(INFORMATION_REQUESTED, MOVED_AWAY)))
                .isEmpty();
        assertThat(TestPolicies.TIMERS.of(TestStory.of(ACCEPTED, COMPLETED))).isEmpty();
    }

    @Test
    void asksForAWatchForEachKind() {
        assertThat(catchThrowable(() -> new TimerPolicy(Map.of())))
                .hasMessage("There has to be a watch for each kind of timer.");
    }

    @ParameterizedTest
    @EnumSource
    @Hazard("H10")
    void saysWhatIsOverdueAndWhatToDo(TimerKind kind) {
        assertThat(kind.display()).isNotBlank();
        assertThat(kind.whatToDo()).endsWith(".");
        assertThat(kind.code()).matches("[a-z]+(-[a-z]+)*");
    }

    private static List<TimerKind> kinds(Referral referral) {
        return TestPolicies.TIMERS.of(referral).stream().map(Timer::kind).toList();
    }
}
