package org.linkway.routes.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.ONWARD;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.routes.InMemoryStore;
import org.linkway.routes.RouteId;
import org.linkway.routes.StartedRoutes;
import org.linkway.routes.TestParties;
import org.linkway.routes.TestRoutes;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.workflow.TestPolicies;

class AskOnwardRouteTest {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");

    private final InMemoryStore store = new InMemoryStore();
    private final ToldServices services = new ToldServices();
    private final StartedRoutes routes;

    AskOnwardRouteTest() throws Exception {
        routes = new StartedRoutes(List.of(new AskOnwardRoute(new AskOnward(
                store,
                services,
                TestRoutes.recordReportedEvent(store, NOW),
                TestParties.LINKWAY,
                UUID::randomUUID,
                Clock.fixed(NOW, ZoneOffset.UTC)))));
        TestRoutes.publish(store);
    }

    @AfterEach
    void stopRoutes() {
        routes.close();
    }

    @Test
    void recordsWhatAServiceSaysInItsName() {
        services.answer = Optional.of(TestReferrals.onwardUpdate(ReferralStatus.ACCEPTED));

        assertThat(ask(referredTo(TestPolicies.CONNECTED, false))).isEqualTo(1);

        Referral after = store.commits().get(0).referral();
        ReferralEvent said = after.lastEvent();
        assertThat(said.type()).isEqualTo(EventType.ONWARD_UPDATED);
        assertThat(said.recordedBy().name()).isEqualTo("Invented Choir");
        assertThat(after.work().onward(ONWARD).orElseThrow().status()).isEqualTo(ReferralStatus.ACCEPTED);
    }

    @Test
    void recordsNothingWhereNothingIsNew() {
        assertThat(ask(referredTo(TestPolicies.CONNECTED, false))).isZero();
        assertThat(store.commits()).isEmpty();
    }

    @Test
    void asksInTheNextRoundWhereItCannotNow() {
        services.failure = Optional.of(new PartnerUnavailable("The choir's system did not answer."));
        assertThat(ask(referredTo(TestPolicies.CONNECTED, false))).isZero();

        services.failure = Optional.of(new PartnerRefused("The choir's system answered 404."));
        assertThat(ask(referredTo(TestPolicies.CONNECTED, false))).isZero();
        assertThat(store.commits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"elsewhere, false", "invented-choir, true"})
    void asksNoServiceThatIsNotConnectedOrWasNotSentAnything(String service, boolean selfReferral) {
        services.answer = Optional.of(TestReferrals.onwardUpdate(ReferralStatus.ON_HOLD));

        assertThat(ask(referredTo(service, selfReferral))).isZero();
    }

    @Test
    void asksNothingAboutWhatIsOver() {
        services.answer = Optional.of(TestReferrals.onwardUpdate(ReferralStatus.ACCEPTED));
        Referral over = moved(
                referredTo(TestPolicies.CONNECTED, false),
                event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.REJECTED)));

        assertThat(ask(over)).isZero();
    }

    /** A system may say what an onward referral cannot become: that is not recorded, and not counted. */
    @Test
    void recordsNothingThatCannotBe() {
        services.answer = Optional.of(TestReferrals.onwardUpdate(ReferralStatus.REJECTED));
        Referral accepted = moved(
                referredTo(TestPolicies.CONNECTED, false),
                event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.ACCEPTED)));

        assertThat(ask(accepted)).isZero();
    }

    private static Referral referredTo(String service, boolean selfReferral) {
        return moved(
                TestReferrals.at(ReferralStatus.IN_PROGRESS),
                event(EventType.REFERRED_ONWARD, TestReferrals.connection(Optional.of(service), selfReferral)));
    }

    private int ask(Referral referral) {
        store.put(referral);
        return routes.request(RouteId.OUTBOUND_ONWARD_ASK, referral.id(), Integer.class);
    }
}
