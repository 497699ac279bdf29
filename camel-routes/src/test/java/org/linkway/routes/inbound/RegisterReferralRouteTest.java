package org.linkway.routes.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.identified;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.linkway.referral.Consent;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.EventType;
import org.linkway.referral.Person;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.Verification;
import org.linkway.routes.InMemoryStore;
import org.linkway.routes.RouteId;
import org.linkway.routes.StartedRoutes;
import org.linkway.routes.TestParties;
import org.linkway.workflow.Change;
import org.linkway.workflow.Change.EpisodeStep;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.RecordEvent.Refusal;
import org.linkway.workflow.ReferralSafety;
import org.linkway.workflow.TestPolicies;
import org.linkway.workflow.WorkPolicy.SecondReferral;

class RegisterReferralRouteTest {
    /** A store in which episodes begin and end a number of times while a referral is opened. */
    private static final class ContendedStore extends InMemoryStore {
        private int collisions;

        @Override
        public Commit commit(Change change, long expectedVersion) {
            if (collisions > 0) {
                collisions--;
                return new Commit.Stale();
            }
            return super.commit(change, expectedVersion);
        }
    }

    private final ContendedStore store = new ContendedStore();

    @Test
    void opensAReferralOfTheServicesOwn() throws Exception {
        Registration registration = register(SecondReferral.LINK, identified("OWN-1"));

        Referral referral = ((Registration.Opened) registration).referral();
        assertThat(referral.status()).isEqualTo(ReferralStatus.REQUESTED);
        assertThat(referral.sender()).isEqualTo(TestReferrals.WORKER);
        assertThat(referral.worker()).isEqualTo(TestReferrals.WORKER);
        assertThat(referral.published()).isEmpty();
        assertThat(store.commits()).singleElement().satisfies(change -> {
            assertThat(change.episode()).isEqualTo(EpisodeStep.BEGINS);
            assertThat(change.events()).extracting(ReferralEvent::type).containsExactly(EventType.RECEIVED);
            assertThat(change.deliveries())
                    .extracting(Delivery::kind)
                    .containsExactly(Delivery.Kind.REFERRAL_TO_WORKER);
        });
    }

    @Test
    void opensNothingAgainstThePersonsWish() throws Exception {
        ReferralDraft against = TestReferrals.draft(
                TestReferrals.draft().person(),
                new Consent(Agreement.REFUSED, Agreement.NOT_STATED, Consent.FeedBack.ALL));

        assertThat(((Registration.Refused) register(SecondReferral.LINK, against)).refusals())
                .extracting(Refusal::element)
                .containsExactly("request.consent.refer");
        assertThat(store.commits()).isEmpty();
    }

    @Test
    void knowsAReferralThatIsRegisteredAgain() throws Exception {
        Referral first = ((Registration.Opened) register(SecondReferral.LINK, identified("OWN-1"))).referral();

        assertThat(register(SecondReferral.LINK, identified("OWN-1"))).isEqualTo(new Registration.Known(first));
        assertThat(register(SecondReferral.REFUSE, identified("OWN-1"))).isEqualTo(new Registration.Known(first));
        assertThat(store.commits()).hasSize(1);
    }

    @Test
    void refusesAnIdentifierThatSaysSomethingElse() throws Exception {
        register(SecondReferral.LINK, identified("OWN-1"));

        Person other = TestReferrals.person(Optional.empty(), Verification.NOT_STATED, false);

        assertThat(register(SecondReferral.LINK, identified("OWN-1", other)))
                .isEqualTo(new Registration.IdentifierTaken());
    }

    @Test
    void joinsTheEpisodeOfAPersonWhoIsWithTheService() throws Exception {
        Referral first = ((Registration.Opened) register(SecondReferral.LINK, identified("OWN-1"))).referral();

        Referral second = ((Registration.Opened) register(SecondReferral.LINK, identified("OWN-2"))).referral();

        assertThat(second.episode()).isEqualTo(first.episode());
        assertThat(store.commits().get(1).episode()).isEqualTo(EpisodeStep.JOINS);
    }

    @Test
    void refusesASecondReferralWhereTheServiceSaysSoAndNamesTheFirst() throws Exception {
        Referral first = ((Registration.Opened) register(SecondReferral.REFUSE, identified("OWN-1"))).referral();

        assertThat(register(SecondReferral.REFUSE, identified("OWN-2")))
                .isEqualTo(new Registration.Refused(List.of(new Refusal(
                        "person",
                        "The person is with the service already, under referral " + first.id()
                                + ". Record what is new there."))));
    }

    /** Without a verified NHS number nobody knows whether it is the same person. */
    @Test
    void joinsNoEpisodeOnTheWordOfAnUnverifiedNumber() throws Exception {
        register(SecondReferral.REFUSE, identified("OWN-1"));
        Person unverified =
                TestReferrals.person(Optional.of(TestReferrals.NHS_NUMBER), Verification.PRESENT_BUT_NOT_TRACED, false);

        assertThat(register(SecondReferral.REFUSE, identified("OWN-2", unverified)))
                .isInstanceOf(Registration.Opened.class);
    }

    @Test
    void beginsAnewOnceTheFirstReferralIsClosed() throws Exception {
        Referral first = ((Registration.Opened) register(SecondReferral.REFUSE, identified("OWN-1"))).referral();
        store.put(TestReferrals.moved(first, TestReferrals.event(EventType.MOVED_AWAY)));

        Referral second = ((Registration.Opened) register(SecondReferral.REFUSE, identified("OWN-2"))).referral();

        assertThat(second.episode()).isNotEqualTo(first.episode());
    }

    @Test
    void startsOverWhenAnEpisodeBeganInBetween() throws Exception {
        store.collisions = 9;

        assertThat(register(SecondReferral.LINK, identified("OWN-1"))).isInstanceOf(Registration.Opened.class);
    }

    @Test
    void givesUpWhenSomebodyElseIsAlwaysFaster() throws Exception {
        store.collisions = 10;

        assertThat(register(SecondReferral.LINK, identified("OWN-1"))).isEqualTo(new Registration.Busy());
    }

    private Registration register(SecondReferral policy, ReferralDraft draft) throws Exception {
        RegisterOwnReferral register = new RegisterOwnReferral(
                new ReferralSafety(),
                TestPolicies.openReferral(TestPolicies.work(policy), UUID::randomUUID),
                store,
                store,
                TestParties.LINKWAY,
                UUID::randomUUID,
                Clock.fixed(TestReferrals.RECEIVED_AT, ZoneOffset.UTC));
        try (StartedRoutes routes = new StartedRoutes(List.of(new RegisterReferralRoute(register)))) {
            return routes.request(
                    RouteId.INBOUND_REFERRAL_REGISTER,
                    new OwnReferral(TestParties.WORKER, draft, TestReferrals.LINK_WORKER),
                    Registration.class);
        }
    }
}
