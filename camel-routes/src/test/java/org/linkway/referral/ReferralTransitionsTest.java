package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Hazard;

class ReferralTransitionsTest {
    private static final Set<Pending> NOTHING = Set.of();

    static Stream<Arguments> matrix() {
        return Arrays.stream(ReferralStatus.values())
                .flatMap(from -> Arrays.stream(EventType.values())
                        .map(event -> argumentSet(from.code() + " + " + event.code(), from, event)));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void leadsWhereTheBlueprintSays(ReferralStatus from, EventType event) {
        Referral before = TestReferrals.readyFor(event, from);
        Optional<Blueprint.Target> target = Blueprint.target(from, event);

        Referral.Move move = before.apply(TestReferrals.event(event));

        assertThat(move instanceof Referral.Move.Moved).isEqualTo(target.isPresent());
        target.ifPresent(it -> {
            Referral after = ((Referral.Move.Moved) move).referral();
            assertThat(after.status()).isEqualTo(it.status());
            assertThat(after.stage().code())
                    .isEqualTo(it.stage().orElse(before.stage().code()));
            assertThat(after.requestStatus().code())
                    .isEqualTo(it.request().orElse(before.requestStatus().code()));
        });
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void asksAndSettlesTheQuestionsOfTheBlueprint(ReferralStatus from, EventType event) {
        Optional<Transition> row = ReferralTransitions.find(from, event);

        Optional<String> question = row.flatMap(Transition::opens)
                .map(it -> "asks:" + it.code())
                .or(() -> row.flatMap(Transition::needs).map(it -> "settles:" + it.code()));

        assertThat(question).isEqualTo(Blueprint.target(from, event).flatMap(Blueprint.Target::question));
    }

    @ParameterizedTest
    @EnumSource
    void letsThoseCauseAnEventWhomTheBlueprintNames(EventType event) {
        assertThat(event.causedBy()).isEqualTo(Blueprint.by(event));
    }

    @Test
    void saysOnceWhereAnEventLeadsFromAStatus() {
        assertThat(ReferralTransitions.rows().stream()
                        .flatMap(row -> row.from().stream().map(from -> from + " + " + row.event())))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void canReachEveryStatus(ReferralStatus status) {
        assertThat(TestReferrals.at(status).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(
            value = ReferralStatus.class,
            names = {"REQUESTED", "ACCEPTED", "IN_PROGRESS", "ON_HOLD"},
            mode = EnumSource.Mode.EXCLUDE)
    void leavesAClosedStatusByACorrectionAloneAndNeverIntoAnOpenOne(ReferralStatus closed) {
        List<Transition> rows = ReferralTransitions.rows().stream()
                .filter(row -> row.from().contains(closed))
                .toList();

        assertThat(rows)
                .extracting(Transition::event)
                .isSubsetOf(
                        EventType.ENTERED_IN_ERROR,
                        EventType.OUTCOME_CORRECTED,
                        EventType.CONSENT_CHANGED,
                        EventType.PERSON_DETAILS_CHANGED,
                        EventType.CONCERN_ACKNOWLEDGED,
                        EventType.NUDGED,
                        EventType.ESCALATED);
        assertThat(rows)
                .extracting(row -> row.leads(closed))
                .isSubsetOf(EnumSet.of(closed, ReferralStatus.ENTERED_IN_ERROR));
    }

    @Test
    void listsLegalEventsOnceEachInTheTablesOrder() {
        assertThat(ReferralTransitions.legalFrom(ReferralStatus.COMPLETED, NOTHING))
                .containsExactly(
                        EventType.CONCERN_ACKNOWLEDGED,
                        EventType.CONSENT_CHANGED,
                        EventType.PERSON_DETAILS_CHANGED,
                        EventType.ENTERED_IN_ERROR,
                        EventType.OUTCOME_CORRECTED,
                        EventType.NUDGED,
                        EventType.ESCALATED);
    }

    @ParameterizedTest
    @EnumSource
    void offersAnAnswerWhileItsQuestionIsOpenAndNoSecondQuestion(Pending question) {
        List<EventType> without = ReferralTransitions.legalFrom(ReferralStatus.ON_HOLD, NOTHING);
        List<EventType> with = ReferralTransitions.legalFrom(ReferralStatus.ON_HOLD, Set.of(question));

        assertThat(without).noneMatch(event -> settles(event, question));
        assertThat(with).anyMatch(event -> settles(event, question));
        assertThat(with).noneMatch(event -> asks(event, question));
    }

    private static boolean settles(EventType event, Pending question) {
        return ReferralTransitions.find(ReferralStatus.ON_HOLD, event)
                .flatMap(Transition::needs)
                .equals(Optional.of(question));
    }

    private static boolean asks(EventType event, Pending question) {
        return ReferralTransitions.find(ReferralStatus.ON_HOLD, event)
                .flatMap(Transition::opens)
                .equals(Optional.of(question));
    }

    /** Nobody is contacted and nothing is agreed; what others say, and what settles the report, goes on. */
    @ParameterizedTest
    @EnumSource(
            value = ReferralStatus.class,
            names = {"REQUESTED", "ON_HOLD"})
    @Hazard("H7")
    void suppressesTheWorkWhileADeathIsReported(ReferralStatus status) {
        Set<Pending> open = EnumSet.of(Pending.DEATH_REPORT);

        assertThat(ReferralTransitions.legalFrom(status, open))
                .filteredOn(event -> event != EventType.ONWARD_UPDATED)
                .containsExactly(
                        EventType.REQUEST_UPDATED,
                        EventType.ASSIGNED,
                        EventType.CONCERN_RAISED,
                        EventType.CONCERN_ACKNOWLEDGED,
                        EventType.CONSENT_CHANGED,
                        EventType.PERSON_DETAILS_CHANGED,
                        EventType.CANCELLED_BY_SENDER,
                        EventType.CANCELLATION_REQUESTED,
                        EventType.DEATH_CONFIRMED,
                        EventType.DEATH_REPORT_WITHDRAWN,
                        EventType.MARKED_DUPLICATE,
                        EventType.ENTERED_IN_ERROR,
                        EventType.NUDGED,
                        EventType.ESCALATED);
    }

    @Test
    void opensRequestedAndAwaitingTriage() {
        assertThat(ReferralTransitions.OPENING.to()).contains(ReferralStatus.REQUESTED);
        assertThat(ReferralTransitions.OPENING.stage()).contains(Stage.AWAITING_TRIAGE);
        assertThat(ReferralTransitions.OPENING.requestStatus()).contains(RequestStatus.ACTIVE);
    }
}
