package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.ReferralStatus.ACCEPTED;
import static org.linkway.referral.ReferralStatus.CANCELLED;
import static org.linkway.referral.ReferralStatus.COMPLETED;
import static org.linkway.referral.ReferralStatus.FAILED;
import static org.linkway.referral.ReferralStatus.IN_PROGRESS;
import static org.linkway.referral.ReferralStatus.ON_HOLD;
import static org.linkway.referral.ReferralStatus.REJECTED;
import static org.linkway.referral.ReferralStatus.REQUESTED;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Hazard;

class OnwardReferralTest {
    private static final Instant MADE_AT = Instant.parse("2026-03-05T10:15:00Z");
    private static final Instant LATER = Instant.parse("2026-03-20T10:15:00Z");

    /** From each open status, where an onward referral can go; written down by hand. */
    private static final Map<ReferralStatus, Set<ReferralStatus>> LIFE = Map.of(
            REQUESTED, EnumSet.of(ACCEPTED, REJECTED, IN_PROGRESS, ON_HOLD, COMPLETED, CANCELLED, FAILED),
            ACCEPTED, EnumSet.of(IN_PROGRESS, ON_HOLD, COMPLETED, CANCELLED, FAILED),
            IN_PROGRESS, EnumSet.of(ON_HOLD, COMPLETED, CANCELLED, FAILED),
            ON_HOLD, EnumSet.of(ACCEPTED, IN_PROGRESS, COMPLETED, CANCELLED, FAILED));

    @ParameterizedTest
    @EnumSource
    void goesWhereItsLifeLeadsOrStaysWhileItIsOpen(ReferralStatus from) {
        Set<ReferralStatus> expected = LIFE.getOrDefault(from, Set.of());

        assertThat(OnwardTransitions.from(from)).isEqualTo(expected);
        for (ReferralStatus to : ReferralStatus.values()) {
            assertThat(OnwardTransitions.allows(from, to))
                    .as("%s to %s", from, to)
                    .isEqualTo(expected.contains(to) || (from == to && from.isOpen()));
        }
    }

    @ParameterizedTest
    @CsvSource({"REFERRAL, REQUESTED, false", "SIGNPOST, IN_PROGRESS, true", "SELF_REFERRAL, IN_PROGRESS, true"})
    void isInHandAtOnceWhereNoServiceHasToAnswer(OnwardKind kind, ReferralStatus status, boolean inHand) {
        OnwardReferral made = made(kind);

        assertThat(made.id()).isEqualTo(TestReferrals.ONWARD);
        assertThat(made.status()).isEqualTo(status);
        assertThat(made.inHandSince()).isEqualTo(inHand ? Optional.of(MADE_AT) : Optional.empty());
        assertThat(made.since()).isEqualTo(MADE_AT);
        assertThat(made.lastHeardAt()).isEqualTo(MADE_AT);
        assertThat(made.accompanyFirstVisit()).isTrue();
        assertThat(made.firstVisitAccompanied()).isFalse();
        assertThat(made.reason()).contains("Used to sing.");
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED, true", "IN_PROGRESS, true", "ON_HOLD, false", "COMPLETED, false", "REJECTED, false"})
    void isInHandOnceThePersonCanGoThere(ReferralStatus status, boolean inHand) {
        OnwardReferral updated = made(OnwardKind.REFERRAL).updated(TestReferrals.onwardUpdate(status), LATER);

        assertThat(updated.status()).isEqualTo(status);
        assertThat(updated.lastHeardAt()).isEqualTo(LATER);
        assertThat(updated.inHandSince()).isEqualTo(inHand ? Optional.of(LATER) : Optional.empty());
        assertThat(updated.statusReason()).contains("The choir says so.");
        assertThat(updated.firstVisitAccompanied()).isFalse();
    }

    @Test
    void staysInHandSinceTheFirstTime() {
        OnwardReferral accepted = made(OnwardKind.REFERRAL).updated(TestReferrals.onwardUpdate(ACCEPTED), MADE_AT);

        assertThat(accepted.updated(TestReferrals.onwardUpdate(IN_PROGRESS), LATER)
                        .inHandSince())
                .contains(MADE_AT);
    }

    @Test
    void keepsWhatAnUpdateDoesNotName() {
        LocalDate ends = LocalDate.parse("2026-05-01");
        OnwardReferral first = made(OnwardKind.REFERRAL)
                .updated(
                        new OnwardUpdate(
                                Optional.of(TestReferrals.ONWARD),
                                Optional.of(IN_PROGRESS),
                                Optional.of("Starts on Monday."),
                                Optional.of(true),
                                Optional.of(ends),
                                Optional.of(OnwardOutcome.ATTENDING)),
                        MADE_AT);

        OnwardReferral second = first.updated(nothingNew(), LATER);

        assertThat(second.status()).isEqualTo(IN_PROGRESS);
        assertThat(second.statusReason()).contains("Starts on Monday.");
        assertThat(second.firstVisitAccompanied()).isTrue();
        assertThat(second.endsOn()).contains(ends);
        assertThat(second.outcome()).contains(OnwardOutcome.ATTENDING);
        assertThat(second.goal()).isEqualTo(first.goal());
    }

    private static OnwardUpdate nothingNew() {
        return new OnwardUpdate(
                Optional.of(TestReferrals.ONWARD),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "ATTENDING, IN_PROGRESS",
        "CONTINUES_ALONE, COMPLETED",
        "FINISHED, COMPLETED",
        "TRIED_DID_NOT_LIKE, COMPLETED",
        "NEEDS_MORE_SUPPORT, FAILED",
        "DID_NOT_GO, CANCELLED"
    })
    void standsAsACheckInFindsIt(OnwardOutcome outcome, ReferralStatus status) {
        OnwardReferral after = made(OnwardKind.SIGNPOST).checkedIn(TestReferrals.checkIn(outcome), LATER);

        assertThat(after.status()).isEqualTo(status);
        assertThat(after.outcome()).contains(outcome);
        assertThat(after.checkedInAt()).contains(LATER);
        assertThat(after.lastHeardAt()).isEqualTo(LATER);
        assertThat(after.nextStep()).contains("Sing on.");
        assertThat(after.inHandSince()).contains(MADE_AT);
        assertThat(after.firstVisitAccompanied()).isFalse();
    }

    /** Whoever goes to a choir that has not answered yet goes there all the same. */
    @Test
    void isInHandOnceThePersonIsFoundThere() {
        CheckIn again = new CheckIn(
                Optional.of(TestReferrals.ONWARD),
                Optional.of(OnwardOutcome.ATTENDING),
                Optional.of(true),
                Optional.empty(),
                Optional.of(LocalDate.parse("2026-06-01")),
                Optional.empty());

        OnwardReferral after = made(OnwardKind.REFERRAL).checkedIn(again, LATER);

        assertThat(after.inHandSince()).contains(LATER);
        assertThat(after.awaitsCheckIn()).isTrue();
        assertThat(after.firstVisitAccompanied()).isTrue();
        assertThat(after.checkedIn(TestReferrals.checkIn(OnwardOutcome.ATTENDING), LATER)
                        .firstVisitAccompanied())
                .isTrue();
    }

    static Stream<Arguments> checkIns() {
        OnwardReferral signposted = made(OnwardKind.SIGNPOST);
        OnwardReferral attending = signposted.checkedIn(TestReferrals.checkIn(OnwardOutcome.ATTENDING), LATER);
        return Stream.of(
                argumentSet("signposted", signposted, true),
                argumentSet("referred and not answered", made(OnwardKind.REFERRAL), false),
                argumentSet(
                        "referred and accepted",
                        made(OnwardKind.REFERRAL).updated(TestReferrals.onwardUpdate(ACCEPTED), LATER),
                        true),
                argumentSet("asked once", attending, false),
                argumentSet("over", signposted.updated(TestReferrals.onwardUpdate(CANCELLED), LATER), false));
    }

    @ParameterizedTest
    @MethodSource("checkIns")
    @Hazard("H10")
    void awaitsACheckIn(OnwardReferral onward, boolean awaits) {
        assertThat(onward.awaitsCheckIn()).isEqualTo(awaits);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                argumentSet("a referral", made(OnwardKind.REFERRAL), true),
                argumentSet("a self-referral", made(OnwardKind.SELF_REFERRAL), false),
                argumentSet(
                        "a referral that waits",
                        made(OnwardKind.REFERRAL).updated(TestReferrals.onwardUpdate(ON_HOLD), LATER),
                        true),
                argumentSet(
                        "a referral that was accepted",
                        made(OnwardKind.REFERRAL).updated(TestReferrals.onwardUpdate(ACCEPTED), LATER),
                        false),
                argumentSet(
                        "a signpost that waits",
                        made(OnwardKind.SIGNPOST).updated(TestReferrals.onwardUpdate(ON_HOLD), LATER),
                        false));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isUnansweredWhileItsServiceOwesAnAnswer(OnwardReferral onward, boolean unanswered) {
        assertThat(onward.isUnanswered()).isEqualTo(unanswered);
    }

    @Test
    void endsWithTheReferralThatLedThere() {
        OnwardReferral ended = made(OnwardKind.REFERRAL).endedWith("Closed.");

        assertThat(ended.status()).isEqualTo(CANCELLED);
        assertThat(ended.statusReason()).contains("Closed.");
        assertThat(ended.lastHeardAt()).isEqualTo(MADE_AT);
        assertThat(ended.endedWith("Again.")).isSameAs(ended);
    }

    @Test
    void goesOnWithoutTheLinkWorkerWhereThePersonGoes() {
        OnwardReferral attending =
                made(OnwardKind.SIGNPOST).checkedIn(TestReferrals.checkIn(OnwardOutcome.ATTENDING), LATER);

        OnwardReferral left = attending.leftOnItsOwn(Optional.of("Nobody asks."));

        assertThat(left.status()).isEqualTo(COMPLETED);
        assertThat(left.outcome()).contains(OnwardOutcome.CONTINUES_ALONE);
        assertThat(left.statusReason()).isEmpty();
        assertThat(left.leftOnItsOwn(Optional.empty())).isSameAs(left);
    }

    @Test
    void saysWhyNobodyAskedAnyMore() {
        OnwardReferral left = made(OnwardKind.SIGNPOST).leftOnItsOwn(Optional.of("She prefers it so."));

        assertThat(left.status()).isEqualTo(COMPLETED);
        assertThat(left.outcome()).isEmpty();
        assertThat(left.statusReason()).contains("Not followed up: She prefers it so.");
    }

    static Stream<Arguments> words() {
        OnwardReferral signposted = made(OnwardKind.SIGNPOST);
        return Stream.of(
                argumentSet("as it stands", signposted, "Signposted to Invented Choir: in progress."),
                argumentSet("referred", made(OnwardKind.REFERRAL), "Referred to Invented Choir: requested."),
                argumentSet(
                        "self-referred",
                        made(OnwardKind.SELF_REFERRAL),
                        "Self-referred to Invented Choir: in progress."),
                argumentSet(
                        "with its outcome",
                        signposted.checkedIn(TestReferrals.checkIn(OnwardOutcome.TRIED_DID_NOT_LIKE), LATER),
                        "Signposted to Invented Choir: Tried it and did not like it."),
                argumentSet(
                        "with the reason",
                        made(OnwardKind.REFERRAL).updated(TestReferrals.onwardUpdate(REJECTED), LATER),
                        "Referred to Invented Choir: rejected (The choir says so.)."),
                argumentSet(
                        "with the first visit",
                        signposted.updated(
                                new OnwardUpdate(
                                        Optional.of(TestReferrals.ONWARD),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(true),
                                        Optional.empty(),
                                        Optional.empty()),
                                LATER),
                        "Signposted to Invented Choir: in progress, first visit accompanied."));
    }

    @ParameterizedTest
    @MethodSource("words")
    void isToldInTheSummary(OnwardReferral onward, String words) {
        assertThat(onward.inWords()).isEqualTo(words);
    }

    private static OnwardReferral made(OnwardKind kind) {
        ReferralEvent event = new ReferralEvent(
                TestReferrals.ONWARD,
                EventType.REFERRED_ONWARD,
                MADE_AT,
                TestReferrals.LINK_WORKER,
                LATER,
                ReferralEvent.SCHEMA_VERSION,
                TestReferrals.detail(EventType.REFERRED_ONWARD));
        return OnwardReferral.made(event, kind, TestReferrals.connection(Optional.empty(), false));
    }

    @Test
    void isSpelledInKebabCase() {
        assertThat(OnwardKind.SELF_REFERRAL.code()).isEqualTo("self-referral");
        assertThat(OnwardOutcome.DID_NOT_GO.code()).isEqualTo("did-not-go");
    }

    @Test
    void isFoundByItsId() {
        CaseWork work =
                TestReferrals.readyFor(EventType.CHECKED_IN, IN_PROGRESS).work();

        assertThat(work.onward(TestReferrals.ONWARD)).isPresent();
        assertThat(work.onward(UUID.fromString("11111111-0000-4000-8000-000000000099")))
                .isEmpty();
    }
}
