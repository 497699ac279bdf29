package org.linkway.routes.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.EventType.ACCEPTED;
import static org.linkway.referral.EventType.CONSENT_CHANGED;
import static org.linkway.referral.EventType.DEATH_REPORTED;
import static org.linkway.referral.EventType.DID_NOT_ATTEND;
import static org.linkway.referral.EventType.WORK_STARTED;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.ConsentChange;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
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
import org.linkway.routes.port.MessageExchange;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.translation.MessageTranslation;
import org.linkway.translation.OutboundMessage;
import org.linkway.translation.TestFhir;
import org.linkway.translation.TestMessages;
import org.linkway.workflow.Delivery;

class SendResponseRouteTest {
    /** Takes every message, unless it fails. */
    private static final class Sender implements MessageExchange {
        private final List<OutboundMessage> taken = new ArrayList<>();
        private Optional<RuntimeException> failure = Optional.empty();

        @Override
        public void send(OutboundMessage message) {
            failure.ifPresent(it -> {
                throw it;
            });
            taken.add(message);
        }
    }

    private final InMemoryStore store = new InMemoryStore();
    private final Sender sender = new Sender();
    private final StartedRoutes routes;

    SendResponseRouteTest() throws Exception {
        routes = new StartedRoutes(List.of(
                new TransientFailurePolicy(),
                new UnexpectedFailurePolicy(),
                new SendResponseRoute(new SendResponse(
                        store,
                        store,
                        new MessageTranslation(TestFhir.CONTEXT, TestMessages.OWN),
                        sender,
                        TestParties.LINKWAY))));
    }

    @AfterEach
    void stopRoutes() {
        routes.close();
    }

    @Test
    void answersInTheConversationUnderTheDeliverysId() {
        Referral accepted = TestMessages.after(ACCEPTED);
        Delivery delivery = delivery(accepted, accepted.lastEvent());

        assertThat(send(accepted, delivery)).isEqualTo(new Delivered());
        assertThat(send(accepted, delivery)).isEqualTo(new Delivered());

        OutboundMessage message = sender.taken.get(0);
        assertThat(message.requestId()).isEqualTo(delivery.id());
        assertThat(message.correlationId())
                .isEqualTo(accepted.conversation().correlationId().orElseThrow());
        assertThat(sender.taken.get(1)).as("sent again").isEqualTo(message);
    }

    @Test
    @Hazard("H7")
    void holdsItWhileADeathIsReported() {
        Referral accepted = TestMessages.after(ACCEPTED);

        assertThat(send(moved(accepted, event(DEATH_REPORTED)), delivery(accepted, accepted.lastEvent())))
                .isEqualTo(new Held("Held: the person is reported to have died."));
        assertThat(sender.taken).isEmpty();
    }

    /** They agreed when they did not come, and not any more: consent is looked at each time. */
    @Test
    void doesNotTellThatThePersonStayedAwayWhereTheyAgreeToNothingAnyMore() {
        Referral missed = TestMessages.after(ACCEPTED, WORK_STARTED, DID_NOT_ATTEND);
        Referral now = moved(
                missed,
                event(
                        CONSENT_CHANGED,
                        new ConsentChange(
                                Optional.empty(), Optional.empty(), Optional.of(FeedBack.NOTHING), Optional.empty())));

        assertThat(send(now, delivery(missed, missed.lastEvent())))
                .isEqualTo(new Parked("The person does not agree any more that anything is fed back."));
        assertThat(sender.taken).isEmpty();
    }

    @Test
    void triesAgainWhenTheSenderCannotBeReached() {
        sender.failure = Optional.of(new PartnerUnavailable("The sender did not answer."));
        Referral accepted = TestMessages.after(ACCEPTED);

        assertThat(send(accepted, delivery(accepted, accepted.lastEvent())))
                .isEqualTo(new RetryLater("The sender did not answer."));
    }

    @Test
    void leavesWhatTheSenderRefusesToAPerson() {
        sender.failure = Optional.of(new PartnerRefused("The sender answered 422."));
        Referral accepted = TestMessages.after(ACCEPTED);

        assertThat(send(accepted, delivery(accepted, accepted.lastEvent())))
                .isEqualTo(new Parked("The sender answered 422."));
    }

    private static Delivery delivery(Referral referral, ReferralEvent event) {
        return Delivery.of(
                UUID.randomUUID(),
                referral.id(),
                Delivery.Kind.RESPONSE_TO_SENDER,
                "sender",
                event.id(),
                TestReferrals.RECEIVED_AT);
    }

    private DeliveryOutcome send(Referral referral, Delivery delivery) {
        store.put(referral);
        return routes.request(RouteId.OUTBOUND_RESPONSE_SEND, delivery, DeliveryOutcome.class);
    }
}
