package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.EventType.ACCEPTED;
import static org.linkway.referral.EventType.CANCELLATION_AGREED;
import static org.linkway.referral.EventType.CANCELLATION_REFUSED;
import static org.linkway.referral.EventType.CANCELLATION_REQUESTED;
import static org.linkway.referral.EventType.COMPLETED;
import static org.linkway.referral.EventType.CONTACT_ATTEMPTED;
import static org.linkway.referral.EventType.DEATH_CONFIRMED;
import static org.linkway.referral.EventType.DEATH_REPORTED;
import static org.linkway.referral.EventType.DEATH_REPORT_WITHDRAWN;
import static org.linkway.referral.EventType.INFORMATION_REQUESTED;
import static org.linkway.referral.EventType.INFORMATION_SUPPLIED;
import static org.linkway.referral.EventType.RESUMED;
import static org.linkway.referral.EventType.SEEN;
import static org.linkway.referral.EventType.STEPPED_UP;
import static org.linkway.referral.EventType.STEP_UP_ACCEPTED;
import static org.linkway.referral.EventType.STEP_UP_REFUSED;
import static org.linkway.referral.EventType.WORK_STARTED;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PendingTest {
    static Stream<Arguments> obstacles() {
        return Stream.of(
                row("No information was asked for.", INFORMATION_SUPPLIED),
                row("No cancellation was asked for.", CANCELLATION_AGREED, ACCEPTED, WORK_STARTED),
                row("No cancellation was asked for.", CANCELLATION_REFUSED, ACCEPTED, WORK_STARTED),
                row(
                        "A cancellation was asked for already; it waits for the link worker.",
                        CANCELLATION_REQUESTED,
                        ACCEPTED,
                        WORK_STARTED,
                        CANCELLATION_REQUESTED),
                row("No step-up is waiting for an answer.", STEP_UP_ACCEPTED, ACCEPTED),
                row("No step-up is waiting for an answer.", STEP_UP_REFUSED, ACCEPTED),
                row("A step-up is waiting for an answer already.", STEPPED_UP, ACCEPTED, STEPPED_UP),
                row("No death was reported.", DEATH_REPORT_WITHDRAWN),
                row("A death is reported already.", DEATH_REPORTED, DEATH_REPORTED),
                row(
                        "The person is reported to have died: nobody is contacted until that is confirmed or withdrawn.",
                        CONTACT_ATTEMPTED,
                        DEATH_REPORTED),
                row(
                        "The person is reported to have died: nobody is contacted until that is confirmed or withdrawn.",
                        CANCELLATION_REFUSED,
                        ACCEPTED,
                        WORK_STARTED,
                        CANCELLATION_REQUESTED,
                        DEATH_REPORTED),
                row(
                        "The person is reported to have died: nobody is contacted until that is confirmed or withdrawn.",
                        STEP_UP_ACCEPTED,
                        ACCEPTED,
                        STEPPED_UP,
                        DEATH_REPORTED));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void standsInTheWay(String why, EventType event, List<EventType> before) {
        Referral referral = TestReferrals.after(before.toArray(EventType[]::new));

        Referral.Move move = referral.apply(TestReferrals.event(event));

        assertThat(move)
                .isEqualTo(new Referral.Move.NotLegal(
                        referral.status(),
                        event,
                        ReferralTransitions.legalFrom(referral.status(), referral.pending()),
                        Optional.of(why)));
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                open("asked", Set.of(Pending.INFORMATION), INFORMATION_REQUESTED),
                open("asked again", Set.of(Pending.INFORMATION), INFORMATION_REQUESTED, INFORMATION_REQUESTED),
                open("answered", Set.of(), INFORMATION_REQUESTED, INFORMATION_SUPPLIED),
                open("accepted without an answer", Set.of(Pending.INFORMATION), INFORMATION_REQUESTED, ACCEPTED),
                open("answered late", Set.of(), INFORMATION_REQUESTED, ACCEPTED, INFORMATION_SUPPLIED),
                open(
                        "resumed without an answer",
                        Set.of(Pending.INFORMATION),
                        ACCEPTED,
                        INFORMATION_REQUESTED,
                        RESUMED),
                open(
                        "two at once",
                        Set.of(Pending.STEP_UP, Pending.CANCELLATION),
                        ACCEPTED,
                        WORK_STARTED,
                        STEPPED_UP,
                        CANCELLATION_REQUESTED),
                open(
                        "one of two settled",
                        Set.of(Pending.STEP_UP),
                        ACCEPTED,
                        WORK_STARTED,
                        STEPPED_UP,
                        CANCELLATION_REQUESTED,
                        CANCELLATION_REFUSED),
                open("cancelled at once", Set.of(), CANCELLATION_REQUESTED),
                open("cancelled by agreement", Set.of(), ACCEPTED, SEEN, CANCELLATION_REQUESTED, CANCELLATION_AGREED),
                open("taken over", Set.of(), ACCEPTED, STEPPED_UP, STEP_UP_ACCEPTED),
                open("not taken over", Set.of(), ACCEPTED, STEPPED_UP, STEP_UP_REFUSED),
                open("closed with questions", Set.of(), INFORMATION_REQUESTED, ACCEPTED, COMPLETED),
                open("reported to have died", Set.of(Pending.DEATH_REPORT), DEATH_REPORTED),
                open("a report withdrawn", Set.of(), ACCEPTED, DEATH_REPORTED, DEATH_REPORT_WITHDRAWN),
                open("died", Set.of(), DEATH_REPORTED, DEATH_CONFIRMED));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void isOpenUntilItIsSettledOrTheReferralClosed(Set<Pending> open, List<EventType> events) {
        assertThat(TestReferrals.after(events.toArray(EventType[]::new)).pending())
                .isEqualTo(open);
    }

    @Test
    void isSpelledInKebabCase() {
        assertThat(Pending.DEATH_REPORT.code()).isEqualTo("death-report");
    }

    private static Arguments row(String why, EventType event, EventType... before) {
        return argumentSet(event.code() + " after " + List.of(before), why, event, List.of(before));
    }

    private static Arguments open(String name, Set<Pending> open, EventType... events) {
        return argumentSet(name, open, List.of(events));
    }
}
