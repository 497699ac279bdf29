package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingProof;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.CodingPolicy.Rule;
import org.linkway.workflow.CodingPolicy.When;
import org.linkway.workflow.RecordEvent.Decision;

/** What corrections and mistakes make of entries that were planned before. */
class EntryRevisionsTest {
    private static final Instant NOW = Instant.parse("2026-03-20T08:00:00Z");
    private static final FilingProof PROOF =
            new FilingProof("Communication/7", NOW, Optional.empty(), Optional.of("Words"));
    private static final CodingPolicy POLICY = new CodingPolicy(List.of(
            new Rule(
                    EventType.COMPLETED,
                    When.ALWAYS,
                    RecordResource.OBSERVATION,
                    TestEntries.codedWith("1362721000000106", true).code(),
                    false),
            new Rule(EventType.COMPLETED, When.ALWAYS, RecordResource.COMMUNICATION, Optional.empty(), false),
            new Rule(EventType.OUTCOME_CORRECTED, When.ALWAYS, RecordResource.COMMUNICATION, Optional.empty(), false)));

    private final RecordEvent recordEvent = TestPolicies.recordEvent(POLICY, new NumberedIds());

    @Test
    void rewritesTheWordsOfTheClosureAndLeavesItsCode() {
        Referral closed = filed(closed());
        ReferralEvent correction = TestReferrals.event(EventType.OUTCOME_CORRECTED);

        Change change = recorded(Role.WORKER, closed, correction);

        assertThat(change.recordEntries()).isEmpty();
        assertThat(change.movedEntries()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo(closed.recordEntries().get(1).id());
            assertThat(entry.edition()).isEqualTo(2);
            assertThat(entry.cause()).isEqualTo(correction.id());
            assertThat(entry.narrative().orElseThrow()).contains("This corrects what was recorded before.");
            assertThat(entry.status()).isEqualTo(FilingStatus.SENT);
            assertThat(entry.proof()).contains(PROOF);
        });
        assertThat(change.referral().recordEntries())
                .containsExactly(
                        closed.recordEntries().get(0), change.movedEntries().get(0));
        assertThat(entryDeliveries(change))
                .containsExactly(change.movedEntries().get(0).id());
    }

    @Test
    void rewritesACorrectionOnceMore() {
        Referral corrected = recorded(Role.WORKER, filed(closed()), TestReferrals.event(EventType.OUTCOME_CORRECTED))
                .referral();
        ReferralEvent again = new ReferralEvent(
                NumberedIds.id(77),
                EventType.OUTCOME_CORRECTED,
                NOW,
                TestReferrals.LINK_WORKER,
                NOW,
                1,
                TestReferrals.detail(EventType.OUTCOME_CORRECTED));

        assertThat(recorded(Role.WORKER, corrected, again).movedEntries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.edition()).isEqualTo(3));
    }

    @Test
    void tellsACorrectionByItselfWhereTheClosureHadNoWords() {
        Referral closed = TestReferrals.at(ReferralStatus.COMPLETED);

        Change change = recorded(Role.WORKER, closed, TestReferrals.event(EventType.OUTCOME_CORRECTED));

        assertThat(change.movedEntries()).isEmpty();
        assertThat(change.recordEntries()).hasSize(1);
    }

    @Test
    @Hazard("H21")
    void takesBackEverythingOfAReferralThatWasEnteredInError() {
        Referral closed = filed(closed());

        Change change = recorded(Role.SENDER, closed, TestReferrals.event(EventType.ENTERED_IN_ERROR));

        assertThat(change.movedEntries())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.takenBack()).isTrue())
                .allSatisfy(entry -> assertThat(entry.status()).isEqualTo(FilingStatus.SENT));
        assertThat(entryDeliveries(change)).hasSize(2);
    }

    @Test
    void leavesWhatThePracticeCodedItself() {
        Referral closed = closed();
        Referral held = closed.revising(closed.recordEntries().stream()
                .map(entry -> entry.now(FilingStatus.ALREADY_THERE, Optional.empty(), Optional.of(PROOF)))
                .toList());

        assertThat(recorded(Role.SENDER, held, TestReferrals.event(EventType.ENTERED_IN_ERROR))
                        .movedEntries())
                .isEmpty();
    }

    /** A correction of what was never sent is not known to stand anywhere; one of what was sent may. */
    @Test
    void remembersWhetherAnythingWasEverSent() {
        RecordEntry planned = TestEntries.inWords();

        assertThat(planned.corrected(planned.cause(), "Actions for the GP: None")
                        .status())
                .isEqualTo(FilingStatus.PLANNED);
        assertThat(planned.now(FilingStatus.SENT, Optional.empty(), Optional.empty())
                        .corrected(planned.cause(), "Actions for the GP: None")
                        .takenBack("The referral was entered in error.")
                        .status())
                .isEqualTo(FilingStatus.SENT);
    }

    private Referral closed() {
        return recorded(
                        Role.WORKER,
                        TestReferrals.at(ReferralStatus.IN_PROGRESS),
                        TestReferrals.event(EventType.COMPLETED))
                .referral();
    }

    private static Referral filed(Referral referral) {
        return referral.revising(referral.recordEntries().stream()
                .map(entry -> entry.now(FilingStatus.FILED, Optional.empty(), Optional.of(PROOF)))
                .toList());
    }

    private Change recorded(Role role, Referral referral, ReferralEvent event) {
        EventSubmission submission =
                new EventSubmission(event.id(), event.type(), event.occurredAt(), event.recordedBy(), event.detail());
        return ((Decision.Recorded) recordEvent.record(Set.of(role), referral, submission, List.of(), NOW)).change();
    }

    private static List<UUID> entryDeliveries(Change change) {
        return change.deliveries().stream()
                .filter(it -> it.kind() == Delivery.Kind.ENTRY_TO_RECORD)
                .map(Delivery::subject)
                .toList();
    }
}
