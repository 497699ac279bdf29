package org.linkway.routes.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.Note;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;
import org.linkway.referral.TestReferrals;
import org.linkway.routes.InMemoryStore;
import org.linkway.routes.RouteId;
import org.linkway.routes.StartedRoutes;
import org.linkway.routes.TestParties;
import org.linkway.routes.TestRoutes;
import org.linkway.translation.TestFhir;
import org.linkway.workflow.Change;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordEvent.Refusal;

class ReceiveEventRouteTest {
    private static final Instant HAPPENED_AT = Instant.parse("2026-03-05T10:15:00Z");
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");

    /** A store in which other writers are faster a number of times. */
    private static final class ContendedStore extends InMemoryStore {
        private int collisions;
        private boolean idTaken;

        @Override
        public Commit commit(Change change, long expectedVersion) {
            if (idTaken) {
                return new Commit.Duplicate(List.of());
            }
            if (collisions > 0) {
                collisions--;
                return new Commit.Stale();
            }
            return super.commit(change, expectedVersion);
        }
    }

    private final ContendedStore store = new ContendedStore();
    private final Referral referral = TestReferrals.opened();
    private final StartedRoutes routes;

    ReceiveEventRouteTest() throws Exception {
        routes = new StartedRoutes(List.of(new ReceiveEventRoute(TestRoutes.recordReportedEvent(store, NOW))));
    }

    @BeforeEach
    void openReferral() {
        store.put(referral);
        TestRoutes.publish(store);
    }

    @AfterEach
    void stopRoutes() {
        routes.close();
    }

    @Test
    void recordsAnEventAndPublishesTheTaskAsItThenStands() {
        EventOutcome.Recorded recorded = recorded(report(event(EventType.ACCEPTED)));

        assertThat(recorded.asOf().status()).isEqualTo(ReferralStatus.ACCEPTED);
        assertThat(recorded.asOf().version()).isEqualTo(2);
        assertThat(store.commits())
                .singleElement()
                .satisfies(change -> assertThat(TestFhir.resource(
                                        Task.class, change.resources().get(0).json())
                                .getStatus())
                        .isEqualTo(Task.TaskStatus.ACCEPTED));
    }

    @Test
    void answersARepeatAsItDidTheFirstTimeHoweverFarTheReferralHasComeSince() {
        EventSubmission accepted = event(EventType.ACCEPTED);
        EventOutcome first = report(accepted);
        report(event(EventType.SEEN));

        assertThat(report(accepted)).isEqualTo(first);
        assertThat(store.commits()).hasSize(2);
    }

    @Test
    void answersARepeatEvenThoughItsIfMatchIsOfThePast() {
        EventSubmission accepted = event(EventType.ACCEPTED);
        EventOutcome first = report(TestParties.WORKER, accepted, Optional.of(1L));

        assertThat(report(TestParties.WORKER, accepted, Optional.of(1L))).isEqualTo(first);
    }

    @Test
    void recordsAnEventOfAReporterWhoSawTheCurrentVersion() {
        recorded(report(TestParties.WORKER, event(EventType.ACCEPTED), Optional.of(1L)));
    }

    @Test
    void tellsAReporterWhoSawThePastThatTheReferralMovedOn() {
        report(event(EventType.ACCEPTED));

        assertThat(report(TestParties.WORKER, event(EventType.SEEN), Optional.of(1L)))
                .isEqualTo(new EventOutcome.MovedOn(
                        store.find(TestParties.WORKER, referral.id()).orElseThrow()));
        assertThat(store.commits()).hasSize(1);
    }

    @Test
    void decidesAgainWhenSomebodyElseWasFaster() {
        store.collisions = 9;

        recorded(report(event(EventType.ACCEPTED)));
    }

    @Test
    void givesUpWhenSomebodyElseIsAlwaysFaster() {
        store.collisions = 10;

        assertThat(report(event(EventType.ACCEPTED))).isEqualTo(new EventOutcome.Busy());
    }

    @Test
    void refusesAnIdUnderWhichThisReferralHasAnotherEvent() {
        EventSubmission accepted = event(EventType.ACCEPTED);
        report(accepted);

        assertThat(report(new EventSubmission(
                        accepted.id(),
                        EventType.ACCEPTED,
                        HAPPENED_AT,
                        TestReferrals.LINK_WORKER,
                        new Note(Optional.of("Something else.")))))
                .isEqualTo(new EventOutcome.IdTaken());
    }

    @Test
    void refusesAnIdUnderWhichAnotherReferralHasAnEvent() {
        store.idTaken = true;

        assertThat(report(event(EventType.ACCEPTED))).isEqualTo(new EventOutcome.IdTaken());
    }

    @Test
    void refusesAnEventThatIsNotLegal() {
        assertThat(refusals(report(event(EventType.COMPLETED))))
                .extracting(Refusal::element)
                .containsExactly("type");
        assertThat(store.commits()).isEmpty();
    }

    @Test
    void knowsNoReferralOfAnotherWorker() {
        assertThat(report(TestParties.OTHER_WORKER, event(EventType.ACCEPTED), Optional.empty()))
                .isEqualTo(new EventOutcome.NoSuchReferral());
    }

    @Test
    void letsNoSenderWorkItsOwnReferral() {
        assertThat(refusals(report(TestParties.SENDER, event(EventType.ACCEPTED), Optional.empty())))
                .extracting(Refusal::sentence)
                .containsExactly(
                        "The event accepted is not yours to report. Legal now: request-updated, concern-raised, consent-changed,"
                                + " cancelled-by-sender, cancellation-requested, entered-in-error.");
    }

    @Test
    void letsNoOperatorSpeakForTheWorker() {
        assertThat(refusals(report(TestParties.LINKWAY, event(EventType.ACCEPTED), Optional.empty())))
                .extracting(Refusal::sentence)
                .containsExactly("You take no part in this referral, so you cannot report what happens to it.");
    }

    @Test
    void takesWhatTheSenderSays() {
        recorded(report(TestParties.SENDER, event(EventType.CANCELLED_BY_SENDER), Optional.empty()));
    }

    @Test
    void takesFromAServiceWhatOnlyAServiceAndTheWorkerCanSay() {
        store.put(TestReferrals.after(EventType.ACCEPTED, EventType.STEPPED_UP));

        recorded(routes.request(
                RouteId.INBOUND_EVENT_RECEIVE,
                new EventReport(
                        TestParties.LINKWAY,
                        referral.id(),
                        Optional.of(Role.RECEIVER),
                        List.of(event(EventType.STEP_UP_ACCEPTED)),
                        Optional.empty(),
                        change -> change),
                EventOutcome.class));
    }

    @Test
    void closesNoDuplicateInFavourOfAReferralThatIsNotThere() {
        assertThat(refusals(report(event(EventType.MARKED_DUPLICATE))))
                .containsExactly(new Refusal(
                        "survivor", "There is no referral with this id that you may see. Name the one that goes on."));
        assertThat(store.commits()).isEmpty();
    }

    /** Cancelled and completed at once: whoever commits first wins, and the other is told why. */
    @Test
    void tellsTheLaterOfTwoWhyItCameTooLate() {
        store.put(TestReferrals.at(ReferralStatus.IN_PROGRESS));

        recorded(report(TestParties.SENDER, event(EventType.CANCELLED_BY_SENDER), Optional.empty()));

        assertThat(refusals(report(event(EventType.COMPLETED))))
                .extracting(Refusal::sentence)
                .containsExactly("A referral that is cancelled cannot take the event completed. It was closed by"
                        + " cancelled-by-sender at 2026-03-06T08:00:00Z. Legal now:"
                        + " concern-acknowledged, consent-changed, person-details-changed.");
    }

    private EventOutcome report(EventSubmission submission) {
        return report(TestParties.WORKER, submission, Optional.empty());
    }

    private EventOutcome report(Party party, EventSubmission submission, Optional<Long> expectedVersion) {
        return routes.request(
                RouteId.INBOUND_EVENT_RECEIVE,
                new EventReport(party, referral.id(), submission, expectedVersion),
                EventOutcome.class);
    }

    private static EventSubmission event(EventType type) {
        EventDetail detail = TestReferrals.detail(type);
        return new EventSubmission(UUID.randomUUID(), type, HAPPENED_AT, TestReferrals.LINK_WORKER, detail);
    }

    private static EventOutcome.Recorded recorded(EventOutcome outcome) {
        assertThat(outcome).isInstanceOf(EventOutcome.Recorded.class);
        return (EventOutcome.Recorded) outcome;
    }

    private static List<Refusal> refusals(EventOutcome outcome) {
        assertThat(outcome).isInstanceOf(EventOutcome.Refused.class);
        return ((EventOutcome.Refused) outcome).refusals();
    }
}
