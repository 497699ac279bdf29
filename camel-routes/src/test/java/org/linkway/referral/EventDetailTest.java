package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.EventDetail.Gap;

class EventDetailTest {
    @ParameterizedTest
    @EnumSource
    void hasNoGapsWhenAllIsTold(EventType type) {
        assertThat(TestReferrals.detail(type).gaps()).isEmpty();
    }

    static Stream<Arguments> leavingAllOut() {
        Optional<String> blank = Optional.of("  ");
        return Stream.of(
                argumentSet("a note needs nothing", new Note(Optional.empty()), List.of()),
                argumentSet(
                        "a rejection",
                        new Rejection(Optional.empty(), blank, List.of(), Optional.empty()),
                        List.of("reason", "reasonText", "actionForGp")),
                argumentSet("a decline", new Decline(Optional.empty()), List.of("reasonText")),
                argumentSet("a decline in blanks", new Decline(blank), List.of("reasonText")),
                argumentSet(
                        "a contact attempt",
                        new ContactAttempt(Optional.empty(), Optional.of("Rang.")),
                        List.of("channel")),
                argumentSet("a withdrawal", new Withdrawal(blank, blank), List.of("reasonText", "actionForGp")),
                argumentSet(
                        "a closure without outcome",
                        new Closure(Optional.empty(), Optional.empty(), Optional.empty()),
                        List.of("outcome.code", "outcome.narrative")),
                argumentSet(
                        "a closure with half an outcome",
                        new Closure(
                                Optional.of(new Outcome(Optional.of(OutcomeCode.GOALS_MET), Optional.empty(), blank)),
                                Optional.empty(),
                                Optional.empty()),
                        List.of("outcome.narrative")));
    }

    @ParameterizedTest
    @MethodSource("leavingAllOut")
    void namesEverythingThatIsLeftOutAtOnce(EventDetail detail, List<String> elements) {
        assertThat(detail.gaps()).extracting(Gap::element).isEqualTo(elements);
        assertThat(detail.gaps()).extracting(Gap::sentence).allMatch(sentence -> sentence.endsWith("."));
    }

    @Test
    void listsTheCodesThatMayFillAGap() {
        EventDetail detail = new Rejection(Optional.empty(), Optional.of("Full."), List.of(), Optional.of("None"));

        assertThat(detail.gaps())
                .containsExactly(new Gap(
                        "reason",
                        "Say why, with one of: no-capacity, not-eligible, out-of-area, not-appropriate,"
                                + " insufficient-information, other."));
    }

    @Test
    void putsARejectionIntoWords() {
        assertThat(TestReferrals.detail(EventType.REJECTED_BY_SERVICE).inWords())
                .containsExactly(
                        "Reason: The service has no capacity.",
                        "The waiting list is closed until May.",
                        "Alternatives: The garden club.");
    }

    @Test
    void saysThatARejectionSuggestsNoAlternatives() {
        Rejection rejection = new Rejection(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        assertThat(rejection.inWords()).containsExactly("Alternatives: none suggested.");
    }

    @Test
    void putsAnOutcomeIntoWords() {
        assertThat(TestReferrals.detail(EventType.COMPLETED).inWords())
                .containsExactly(
                        "Outcome: The person's goals were met.",
                        "She gardens every Tuesday.",
                        "Joined the garden club and goes by herself.");
    }

    @Test
    void asksTheGpForNothingWhereTheEventHasNoSuchRequest() {
        assertThat(TestReferrals.detail(EventType.SEEN).actionForGp()).isEmpty();
        assertThat(TestReferrals.detail(EventType.COMPLETED).actionForGp()).contains("Review the sleeping tablets.");
    }
}
