package org.linkway.routes.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.referral.Referral;
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

class PushReferralRouteTest {
    private final InMemoryStore store = new InMemoryStore();
    private final List<Referral> pushed = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();
    private final StartedRoutes routes;

    PushReferralRouteTest() throws Exception {
        routes = new StartedRoutes(List.of(
                new TransientFailurePolicy(),
                new UnexpectedFailurePolicy(),
                new PushReferralRoute(new PushReferral(store, this::take, TestParties.LINKWAY))));
    }

    private void take(Delivery delivery, Referral referral) {
        failure.ifPresent(it -> {
            throw it;
        });
        pushed.add(referral);
    }

    @AfterEach
    void stopRoutes() {
        routes.close();
    }

    @Test
    void bringsTheReferralAsItStandsNow() {
        Referral referral = TestReferrals.opened();
        store.put(referral);

        assertThat(push()).isEqualTo(new Delivered());
        assertThat(pushed).containsExactly(referral);
    }

    @Test
    void triesAgainWhenThePlatformCannotBeReached() {
        store.put(TestReferrals.opened());
        failure = Optional.of(new PartnerUnavailable("The platform could not be reached."));

        assertThat(push()).isEqualTo(new RetryLater("The platform could not be reached."));
    }

    @Test
    void leavesThePlatformAloneForAsLongAsItAsks() {
        store.put(TestReferrals.opened());
        failure = Optional.of(new PartnerUnavailable("The platform answered 429.", Optional.of(Duration.ofMinutes(2))));

        assertThat(push()).isEqualTo(new RetryLater("The platform answered 429.", Optional.of(Duration.ofMinutes(2))));
    }

    @Test
    void leavesWhatThePlatformRefusesToAPerson() {
        store.put(TestReferrals.opened());
        failure = Optional.of(new PartnerRefused("The platform answered 422."));

        assertThat(push()).isEqualTo(new Parked("The platform answered 422."));
    }

    @Test
    void triesAgainAfterAFailureOfItsOwnAndSaysNothingOfItsInside() {
        store.put(TestReferrals.opened());
        failure = Optional.of(new IllegalStateException("Marigold at secret-host"));

        assertThat(push()).isEqualTo(new Held("Linkway failed while delivering; the log says where."));
    }

    @Test
    void triesAgainWhereThereIsNoSuchReferral() {
        assertThat(push()).isInstanceOf(Held.class);
    }

    private DeliveryOutcome push() {
        Referral referral = TestReferrals.opened();
        Delivery delivery = Delivery.of(
                UUID.randomUUID(),
                referral.id(),
                Delivery.Kind.REFERRAL_TO_WORKER,
                referral.worker(),
                referral.events().get(0).id(),
                TestReferrals.RECEIVED_AT);
        return routes.request(RouteId.OUTBOUND_REFERRAL_PUSH, delivery, DeliveryOutcome.class);
    }
}
