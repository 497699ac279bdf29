package org.linkway.routes.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.CONCERN;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.EventType;
import org.linkway.referral.PersonChange;
import org.linkway.referral.RaisedConcern;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.TimerKind;
import org.linkway.routes.InMemoryStore;
import org.linkway.routes.RouteId;
import org.linkway.routes.StartedRoutes;
import org.linkway.routes.TestParties;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.Parked;
import org.linkway.routes.outbound.DeliveryOutcome.RetryLater;
import org.linkway.routes.policy.TransientFailurePolicy;
import org.linkway.routes.policy.UnexpectedFailurePolicy;
import org.linkway.routes.port.DutyPeople;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.workflow.Delivery;

class AlertPersonRouteTest {
    private static final Referral WORRYING = moved(TestReferrals.opened(), event(EventType.CONCERN_RAISED));

    /** The first person, and at each escalation the next. */
    private static final class Rota implements DutyPeople {
        private final List<String> alerted = new ArrayList<>();
        private Optional<Referral> told = Optional.empty();
        private Optional<RuntimeException> failure = Optional.empty();

        @Override
        public DutyPerson onDuty(long escalations) {
            return new DutyPerson("person " + (escalations + 1), Optional.empty());
        }

        @Override
        public void alert(DutyPerson person, UUID deliveryId, Referral referral, RaisedConcern concern) {
            failure.ifPresent(it -> {
                throw it;
            });
            told = Optional.of(referral);
            alerted.add(person.name() + " about " + concern.event());
        }
    }

    private final InMemoryStore store = new InMemoryStore();
    private final Rota rota = new Rota();
    private final StartedRoutes routes;

    AlertPersonRouteTest() throws Exception {
        routes = new StartedRoutes(List.of(
                new TransientFailurePolicy(),
                new UnexpectedFailurePolicy(),
                new AlertPersonRoute(new AlertPerson(store, rota, TestParties.LINKWAY))));
    }

    @AfterEach
    void stopRoutes() {
        routes.close();
    }

    @Test
    void bringsAConcernToWhoeverIsOnDuty() {
        assertThat(alert(WORRYING)).isEqualTo(new Delivered());
        assertThat(rota.alerted).containsExactly("person 1 about " + CONCERN);
    }

    /** Who acts on it asks the link workers how a restricted person is reached. */
    @Test
    @Hazard("H19")
    void doesNotSayWhereARestrictedPersonIs() {
        Referral restricted = moved(
                moved(TestReferrals.opened(), event(EventType.PERSON_DETAILS_CHANGED, PersonChange.restricted())),
                event(EventType.CONCERN_RAISED));

        assertThat(alert(restricted)).isEqualTo(new Delivered());
        assertThat(rota.told.orElseThrow().person())
                .isEqualTo(restricted.person().restricted());
        assertThat(rota.told.orElseThrow().person().registeredPractice()).isEmpty();
        assertThat(rota.told.orElseThrow().events()).isEmpty();
    }

    @Test
    void goesToTheNextPersonAtEachEscalation() {
        Referral once = moved(WORRYING, escalated(TimerKind.CONCERN, CONCERN));
        Referral twice = moved(once, escalated(TimerKind.CONCERN, CONCERN));

        alert(once);
        alert(twice);

        assertThat(rota.alerted).containsExactly("person 2 about " + CONCERN, "person 3 about " + CONCERN);
    }

    /** A delivery that is late goes to the person whose turn it was. */
    @Test
    void countsTheEscalationsUpToItsOwn() {
        Referral once = moved(WORRYING, escalated(TimerKind.CONCERN, CONCERN));
        ReferralEvent first = once.lastEvent();
        Referral later = moved(moved(once, escalated(TimerKind.CONCERN, CONCERN)), event(EventType.ACCEPTED));

        alert(later, first);

        assertThat(rota.alerted).containsExactly("person 2 about " + CONCERN);
    }

    @Test
    void countsNoEscalationOfAnythingElse() {
        UUID other = UUID.fromString("11111111-0000-4000-8000-000000000099");
        Referral referral =
                moved(moved(WORRYING, escalated(TimerKind.CONCERN, other)), escalated(TimerKind.ACKNOWLEDGE, CONCERN));

        alert(moved(referral, escalated(TimerKind.CONCERN, CONCERN)));

        assertThat(rota.alerted).containsExactly("person 2 about " + CONCERN);
    }

    @Test
    void alertsNobodyToAConcernThatWasAcknowledgedMeanwhile() {
        Referral acknowledged = moved(WORRYING, event(EventType.CONCERN_ACKNOWLEDGED));

        assertThat(alert(acknowledged, WORRYING.lastEvent())).isEqualTo(new Delivered());
        assertThat(rota.alerted).isEmpty();
    }

    @Test
    void triesAgainWhenThePersonCannotBeReached() {
        rota.failure = Optional.of(new PartnerUnavailable("The pager did not answer."));

        assertThat(alert(WORRYING)).isEqualTo(new RetryLater("The pager did not answer."));
    }

    @Test
    void leavesWhatIsRefusedToAPerson() {
        rota.failure = Optional.of(new PartnerRefused("The pager answered 422."));

        assertThat(alert(WORRYING)).isEqualTo(new Parked("The pager answered 422."));
    }

    private static ReferralEvent escalated(TimerKind kind, UUID about) {
        return event(EventType.ESCALATED, new ClockNotice(Optional.of(kind), Optional.of(about)));
    }

    private DeliveryOutcome alert(Referral referral) {
        return alert(referral, referral.lastEvent());
    }

    private DeliveryOutcome alert(Referral referral, ReferralEvent cause) {
        store.put(referral);
        Delivery delivery = Delivery.of(
                UUID.randomUUID(),
                referral.id(),
                Delivery.Kind.CONCERN_TO_PERSON,
                referral.worker() + "/concerns",
                cause.id(),
                TestReferrals.RECEIVED_AT);
        return routes.request(RouteId.OUTBOUND_CONCERN_ALERT, delivery, DeliveryOutcome.class);
    }
}
