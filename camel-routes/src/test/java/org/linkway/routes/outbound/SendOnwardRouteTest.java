package org.linkway.routes.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.ONWARD;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.ConsentChange;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.routes.InMemoryStore;
import org.linkway.routes.RouteId;
import org.linkway.routes.StartedRoutes;
import org.linkway.routes.TestParties;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.Held;
import org.linkway.routes.outbound.DeliveryOutcome.Parked;
import org.linkway.routes.outbound.DeliveryOutcome.RetryLater;
import org.linkway.routes.policy.TransientFailurePolicy;
import org.linkway.routes.policy.UnexpectedFailurePolicy;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.ServiceDirectory;
import org.linkway.workflow.ServiceGuard;
import org.linkway.workflow.TestPolicies;

class SendOnwardRouteTest {
    private static final Referral REFERRED = moved(
            TestReferrals.at(ReferralStatus.IN_PROGRESS),
            event(EventType.REFERRED_ONWARD, TestReferrals.connection(Optional.of(TestPolicies.CONNECTED), false)));
    private static final ConsentChange TELL_NOBODY =
            new ConsentChange(Optional.empty(), Optional.of(Agreement.REFUSED), Optional.empty(), Optional.empty());

    private final InMemoryStore store = new InMemoryStore();
    private ServiceDirectory directory = ServiceDirectory.empty();
    private final ToldServices services = new ToldServices();
    private final StartedRoutes routes;

    SendOnwardRouteTest() throws Exception {
        routes = new StartedRoutes(List.of(
                new TransientFailurePolicy(),
                new UnexpectedFailurePolicy(),
                new SendOnwardRoute(new SendOnward(
                        store,
                        services,
                        new ServiceGuard(directory),
                        TestParties.LINKWAY,
                        Clock.fixed(TestReferrals.RECEIVED_AT, ZoneOffset.UTC)))));
    }

    @AfterEach
    void stopRoutes() {
        routes.close();
    }

    @Test
    void bringsAnOnwardReferralAsItStandsNow() {
        assertThat(send(REFERRED)).isEqualTo(new Delivered());
        assertThat(services.sent).isEqualTo(REFERRED.work().onward());
    }

    @Test
    @Hazard("H7")
    void holdsWhatIsNotSentYetWhileADeathIsReported() {
        assertThat(send(moved(REFERRED, event(EventType.DEATH_REPORTED))))
                .isEqualTo(new Held("Held: the person is reported to have died."));
        assertThat(services.sent).isEmpty();
    }

    /** They agreed when it was made, and not any more: consent is looked at each time. */
    @Test
    @Hazard("H7")
    void tellsNobodyOfAPersonWhoDoesNotAgreeAnyMore() {
        assertThat(send(moved(REFERRED, event(EventType.CONSENT_CHANGED, TELL_NOBODY))))
                .isEqualTo(new Parked("The person does not agree that a named provider is told about them."));
        assertThat(services.sent).isEmpty();
    }

    @Test
    @Hazard("H7")
    void tellsNobodyOfAPersonWhoDoesNotAgreeToBeReferredAnyMore() {
        ConsentChange refused =
                new ConsentChange(Optional.of(Agreement.REFUSED), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(send(moved(REFERRED, event(EventType.CONSENT_CHANGED, refused))))
                .isEqualTo(new Parked("The person does not agree any more to be referred."));
        assertThat(services.sent).isEmpty();
    }

    @Test
    @Hazard("H21")
    void tellsAServiceOfAMistakeWhateverElseHolds() {
        Referral mistaken = moved(
                moved(REFERRED, event(EventType.CONSENT_CHANGED, TELL_NOBODY)), event(EventType.ENTERED_IN_ERROR));

        assertThat(send(mistaken)).isEqualTo(new Delivered());
    }

    @Test
    void cancelsWhatIsThereWhateverThePersonAgreesTo() {
        Referral cancelled =
                moved(moved(REFERRED, event(EventType.CONSENT_CHANGED, TELL_NOBODY)), event(EventType.MOVED_AWAY));

        assertThat(send(cancelled)).isEqualTo(new Delivered());
        assertThat(services.sent).extracting(OnwardReferral::status).containsExactly(ReferralStatus.CANCELLED);
    }

    @Test
    void cancelsWhatIsThereWhileADeathIsReported() {
        Referral cancelled = moved(
                moved(REFERRED, event(EventType.DEATH_REPORTED)),
                event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.CANCELLED)));

        assertThat(send(cancelled)).isEqualTo(new Delivered());
    }

    @Test
    void triesAgainWhenTheServiceCannotBeReached() {
        services.failure = Optional.of(new PartnerUnavailable("The choir's system did not answer."));

        assertThat(send(REFERRED)).isEqualTo(new RetryLater("The choir's system did not answer."));
    }

    @Test
    void leavesWhatTheServiceRefusesToAPerson() {
        services.failure = Optional.of(new PartnerRefused("The choir's system answered 422."));

        assertThat(send(REFERRED)).isEqualTo(new Parked("The choir's system answered 422."));
    }

    private DeliveryOutcome send(Referral referral) {
        store.put(referral);
        Delivery delivery = Delivery.of(
                UUID.randomUUID(),
                referral.id(),
                Delivery.Kind.ONWARD_TO_SERVICE,
                TestPolicies.CONNECTED,
                ONWARD,
                TestReferrals.RECEIVED_AT);
        return routes.request(RouteId.OUTBOUND_ONWARD_SEND, delivery, DeliveryOutcome.class);
    }
}
