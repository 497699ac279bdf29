package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaseWorkTest {
    private static final Referral WORKED = TestReferrals.at(ReferralStatus.IN_PROGRESS);

    @Test
    void isEmptyBeforeAnythingHasHappened() {
        CaseWork work = TestReferrals.opened().work();

        assertThat(work)
                .isEqualTo(new CaseWork(
                        Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of()));
    }

    @Test
    void keepsWhatEachEventTells() {
        CaseWork work = TestReferrals.after(
                        EventType.CONCERN_RAISED,
                        EventType.ASSIGNED,
                        EventType.ACCEPTED,
                        EventType.NEEDS_ASSESSED,
                        EventType.MEASURE_RECORDED,
                        EventType.PLAN_AGREED,
                        EventType.REFERRED_ONWARD,
                        EventType.ONWARD_UPDATED,
                        EventType.CHECKED_IN,
                        EventType.SEEN)
                .work();

        assertThat(work.assignee()).contains("Wren Inventedname");
        assertThat(work.needs()).contains((NeedsAssessment) TestReferrals.detail(EventType.NEEDS_ASSESSED));
        assertThat(work.plan()).contains(TestReferrals.plan());
        assertThat(work.measures()).singleElement().satisfies(taken -> {
            assertThat(taken.measure()).isEqualTo(TestReferrals.detail(EventType.MEASURE_RECORDED));
            assertThat(taken.takenAt()).isEqualTo("2026-03-05T10:15:00Z");
        });
        assertThat(work.onward())
                .singleElement()
                .satisfies(it -> assertThat(it.outcome()).contains(OnwardOutcome.ATTENDING));
        assertThat(work.concerns()).singleElement().satisfies(it -> {
            assertThat(it.event()).isEqualTo(TestReferrals.CONCERN);
            assertThat(it.isOpen()).isTrue();
        });
    }

    @Test
    void goesByTheLastAssessmentPlanAndAssignee() {
        Plan other = new Plan(List.of(), List.of("Patience"), Optional.empty(), Optional.empty());
        NeedsAssessment anew = new NeedsAssessment(
                Optional.of("I sleep badly."), List.of(), Optional.empty(), List.of(), Optional.empty());

        CaseWork work = moved(
                        moved(
                                moved(
                                        TestReferrals.after(
                                                EventType.ACCEPTED,
                                                EventType.ASSIGNED,
                                                EventType.NEEDS_ASSESSED,
                                                EventType.PLAN_AGREED),
                                        event(EventType.PLAN_AGREED, other)),
                                event(EventType.NEEDS_ASSESSED, anew)),
                        event(EventType.ASSIGNED, new Assignment(Optional.of("Robin Othername"), Optional.empty())))
                .work();

        assertThat(work.plan()).contains(other);
        assertThat(work.needs()).contains(anew);
        assertThat(work.assignee()).contains("Robin Othername");
    }

    @Test
    void remembersWhoAcknowledgedWhichConcern() {
        ReferralEvent first = event(EventType.CONCERN_RAISED);
        ReferralEvent second = new ReferralEvent(
                UUID.fromString("11111111-0000-4000-8000-000000000008"),
                EventType.CONCERN_RAISED,
                first.occurredAt(),
                first.recordedBy(),
                first.recordedAt(),
                first.schemaVersion(),
                first.detail());

        CaseWork work = moved(
                        moved(moved(TestReferrals.opened(), first), second), event(EventType.CONCERN_ACKNOWLEDGED))
                .work();

        assertThat(work.concerns())
                .extracting(RaisedConcern::acknowledgedBy)
                .containsExactly(Optional.of("Wren Inventedname"), Optional.empty());
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                argumentSet("signposted", EventType.SIGNPOSTED, false, OnwardKind.SIGNPOST),
                argumentSet("signposted, whatever else is said", EventType.SIGNPOSTED, true, OnwardKind.SIGNPOST),
                argumentSet("referred", EventType.REFERRED_ONWARD, false, OnwardKind.REFERRAL),
                argumentSet("self-referred", EventType.REFERRED_ONWARD, true, OnwardKind.SELF_REFERRAL));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keepsThreeKindsOfConnectionApart(EventType type, boolean selfReferral, OnwardKind kind) {
        Referral referral = moved(WORKED, event(type, TestReferrals.connection(Optional.empty(), selfReferral)));

        assertThat(referral.work().onward()).extracting(OnwardReferral::kind).containsExactly(kind);
    }

    @Test
    void changesTheOnwardReferralThatAnUpdateNames() {
        Referral referral = moved(
                moved(moved(WORKED, event(EventType.SIGNPOSTED)), event(EventType.REFERRED_ONWARD)),
                event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.REJECTED)));

        assertThat(referral.work().onward())
                .extracting(OnwardReferral::status)
                .containsExactly(ReferralStatus.IN_PROGRESS, ReferralStatus.REJECTED);
    }

    /** A failed child never loses the parent. */
    @Test
    void leavesTheReferralAsItIsWhenAnOnwardReferralFails() {
        Referral referral = moved(
                moved(WORKED, event(EventType.REFERRED_ONWARD)),
                event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.FAILED)));

        assertThat(referral.status()).isEqualTo(ReferralStatus.IN_PROGRESS);
    }

    @Test
    void sumsUpPlanMeasuresAndServices() {
        Referral referral = moved(WORKED, event(EventType.PLAN_AGREED));
        for (Measure measure : List.of(
                TestReferrals.measure(Measure.Occasion.BASELINE, 3, 3, 4, 8),
                ucla(3, 3, 3),
                TestReferrals.measure(Measure.Occasion.FOLLOW_UP, 5, 5, 5, 6),
                TestReferrals.measure(Measure.Occasion.FOLLOW_UP, 7, 7, 7, 3),
                swemwbs())) {
            referral = moved(referral, event(EventType.MEASURE_RECORDED, measure));
        }
        referral = moved(referral, event(EventType.SIGNPOSTED));

        assertThat(referral.work().summary())
                .containsExactly(
                        "ONS4: 3/3/4/8, then 7/7/7/3.",
                        "UCLA-3: 9 (lower is better).",
                        "SWEMWBS: 21.54 (higher is better).",
                        "Goal: Sing with others again",
                        "Signposted to Invented Choir: in progress.");
    }

    private static Measure ucla(Integer... items) {
        return new Measure(
                Optional.of(Instrument.UCLA_3),
                Optional.of("2004"),
                Optional.of(Measure.Occasion.BASELINE),
                List.of(items),
                Optional.empty(),
                Optional.empty());
    }

    private static Measure swemwbs() {
        return new Measure(
                Optional.of(Instrument.SWEMWBS),
                Optional.of("2008"),
                Optional.of(Measure.Occasion.BASELINE),
                List.of(3, 3, 3, 3, 3, 3, 3),
                Optional.of(new BigDecimal("21.54")),
                Optional.empty());
    }

    /** By whatever event a referral is closed without having been completed. */
    @ParameterizedTest
    @EnumSource(
            value = EventType.class,
            names = {
                "DECLINED_BY_PERSON",
                "WITHDRAWN_BY_SERVICE",
                "MOVED_AWAY",
                "CANCELLED_BY_SENDER",
                "ENTERED_IN_ERROR"
            })
    void endsWithTheReferral(EventType closing) {
        Referral closed = moved(moved(WORKED, event(EventType.REFERRED_ONWARD)), event(closing));

        assertThat(closed.work().onward()).singleElement().satisfies(it -> {
            assertThat(it.status()).isEqualTo(ReferralStatus.CANCELLED);
            assertThat(it.statusReason()).contains("The referral that led here was closed.");
        });
    }

    @Test
    void isLeftOnItsOwnWhenTheWorkIsDone() {
        Closure closure = new Closure(
                Optional.of(TestReferrals.outcome()), Optional.empty(), Optional.of("She asked not to be rung."));
        Referral completed = moved(moved(WORKED, event(EventType.SIGNPOSTED)), event(EventType.COMPLETED, closure));

        assertThat(completed.work().onward()).singleElement().satisfies(it -> {
            assertThat(it.status()).isEqualTo(ReferralStatus.COMPLETED);
            assertThat(it.statusReason()).contains("Not followed up: She asked not to be rung.");
        });
    }

    /** Another service takes over: it will ask for what it needs. */
    @Test
    void endsWhatNobodyAnsweredWhenAnotherServiceTakesOver() {
        Referral steppedUp = moved(
                moved(
                        moved(moved(WORKED, event(EventType.REFERRED_ONWARD)), event(EventType.SIGNPOSTED)),
                        event(EventType.STEPPED_UP)),
                event(EventType.STEP_UP_ACCEPTED));

        assertThat(steppedUp.work().onward())
                .extracting(OnwardReferral::status)
                .containsExactly(ReferralStatus.CANCELLED, ReferralStatus.COMPLETED);
        assertThat(steppedUp.outcome())
                .contains(new Outcome(
                        Optional.of(OutcomeCode.STEPPED_UP), Optional.empty(), Optional.of("The team has answered.")));
    }

    @Test
    void staysAsItWasWhenAClosedReferralIsCorrected() {
        Referral completed = TestReferrals.at(ReferralStatus.COMPLETED);

        Referral corrected = moved(completed, event(EventType.OUTCOME_CORRECTED));

        assertThat(corrected.work()).isEqualTo(completed.work());
        assertThat(corrected.outcome()).contains(TestReferrals.outcome());
    }

    @Test
    void canBeMissingInWhatWasStoredBefore() {
        assertThat(new CaseWork(Optional.empty(), Optional.empty(), Optional.empty(), null, null, null))
                .isEqualTo(CaseWork.none());
    }
}
