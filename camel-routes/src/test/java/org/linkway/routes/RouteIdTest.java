package org.linkway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.Practice;
import org.linkway.referral.RaisedConcern;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.routes.inbound.Answers;
import org.linkway.routes.inbound.CommitChange;
import org.linkway.routes.inbound.KeepSubscription;
import org.linkway.routes.inbound.ReceiveEventRoute;
import org.linkway.routes.inbound.ReceiveSubscriptionRoute;
import org.linkway.routes.inbound.RecordReportedEvent;
import org.linkway.routes.inbound.RegisterOwnReferral;
import org.linkway.routes.inbound.RegisterReferralRoute;
import org.linkway.routes.inbound.StandingResource;
import org.linkway.routes.outbound.AlertPerson;
import org.linkway.routes.outbound.AlertPersonRoute;
import org.linkway.routes.outbound.AskOnward;
import org.linkway.routes.outbound.AskOnwardRoute;
import org.linkway.routes.outbound.FileEntry;
import org.linkway.routes.outbound.FileRecordRoute;
import org.linkway.routes.outbound.HandOverEntry;
import org.linkway.routes.outbound.ProveInRecord;
import org.linkway.routes.outbound.PushReferral;
import org.linkway.routes.outbound.PushReferralRoute;
import org.linkway.routes.outbound.SendOnward;
import org.linkway.routes.outbound.SendOnwardRoute;
import org.linkway.routes.outbound.SendResponse;
import org.linkway.routes.outbound.SendResponseRoute;
import org.linkway.routes.outbound.TellSubscriber;
import org.linkway.routes.outbound.TellSubscriberRoute;
import org.linkway.routes.policy.RejectedMessagePolicy;
import org.linkway.routes.policy.TransientFailurePolicy;
import org.linkway.routes.policy.UnexpectedFailurePolicy;
import org.linkway.routes.port.DocumentChannel;
import org.linkway.routes.port.DutyPeople;
import org.linkway.routes.port.EventFilters;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.OnwardServices;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PracticeRecord;
import org.linkway.routes.port.PulledEntries.Read;
import org.linkway.routes.port.Subscribers;
import org.linkway.routes.port.Subscriptions;
import org.linkway.routes.port.WaitingRequests;
import org.linkway.routes.recovery.MissTask;
import org.linkway.routes.recovery.MissTaskRoute;
import org.linkway.routes.recovery.RingTimerRoute;
import org.linkway.routes.recovery.RingTimers;
import org.linkway.translation.InboundRules;
import org.linkway.translation.MessageTranslation;
import org.linkway.translation.OwnService;
import org.linkway.translation.ReferralTranslation;
import org.linkway.translation.ServiceAddress;
import org.linkway.translation.SubscriptionTranslation;
import org.linkway.translation.TestFhir;
import org.linkway.translation.TestMessages;
import org.linkway.workflow.FilingAddress;
import org.linkway.workflow.FilingCheck;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Notification;
import org.linkway.workflow.OpenReferral;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.Receipt;
import org.linkway.workflow.RecordChannel;
import org.linkway.workflow.RecordEvent;
import org.linkway.workflow.RecordWrite;
import org.linkway.workflow.ReferralSafety;
import org.linkway.workflow.ServiceDirectory;
import org.linkway.workflow.ServiceGuard;
import org.linkway.workflow.StandingEntry;
import org.linkway.workflow.Subscription;
import org.linkway.workflow.SubscriptionProgress;
import org.linkway.workflow.TestEntries;
import org.linkway.workflow.TestPolicies;
import org.linkway.workflow.Topic;
import org.linkway.workflow.Traced;

class RouteIdTest {
    private final InMemoryStore store = new InMemoryStore();
    private final ReferralTranslation translation =
            new ReferralTranslation(TestFhir.CONTEXT, new InboundRules(Set.of(), false), UUID::randomUUID);
    private final OpenReferral openReferral = TestPolicies.openReferral(TestPolicies.WORK, UUID::randomUUID);
    private final RecordEvent recordEvent = TestPolicies.recordEvent(TestPolicies.NO_CODES, UUID::randomUUID);
    private final CommitChange commitChange = new CommitChange(translation, store, store, TestParties.LINKWAY);

    @Test
    void isTheNameOfTheRoutesEndpointToo() throws Exception {
        try (StartedRoutes started = new StartedRoutes(all())) {
            List<Route> routes = started.camel().getRoutes();

            assertThat(routes)
                    .extracting(Route::getRouteId)
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(RouteId.values()).map(RouteId::id).toList());
            assertThat(routes)
                    .allSatisfy(route -> assertThat(route.getEndpoint().getEndpointUri())
                            .isEqualTo("direct://" + route.getRouteId()));
        }
    }

    @Test
    void startsWithTheWayAndNamesWhatIsDone() {
        assertThat(RouteId.values())
                .extracting(RouteId::id)
                .allMatch(id -> id.matches("(inbound|outbound|recovery)-[a-z]+-[a-z]+"));
    }

    private List<RouteBuilder> all() {
        FileEntry entry = fileEntry();
        List<RouteBuilder> all = new ArrayList<>(TestRoutes.inbound(store, openReferral, Clock.systemUTC()));
        all.addAll(List.of(
                new TransientFailurePolicy(),
                new RejectedMessagePolicy(entry),
                new UnexpectedFailurePolicy(),
                registerReferral(),
                receiveEvent(),
                new FileRecordRoute(
                        entry,
                        new ProveInRecord(new EmptyRecord(), store, Clock.systemUTC()),
                        new HandOverEntry(
                                new NoDocuments(),
                                message -> {},
                                new MessageTranslation(TestFhir.CONTEXT, TestMessages.OWN),
                                store,
                                read -> Read.nothing(),
                                Duration.ofDays(14),
                                store,
                                Clock.systemUTC())),
                new PushReferralRoute(new PushReferral(store, (delivery, referral) -> {}, TestParties.LINKWAY)),
                new AlertPersonRoute(new AlertPerson(store, new Nobody(), TestParties.LINKWAY)),
                new SendResponseRoute(new SendResponse(
                        store,
                        store,
                        new MessageTranslation(
                                TestFhir.CONTEXT,
                                new OwnService(ServiceAddress.parse("1").orElseThrow(), "ZZZ01", "Nobody's service")),
                        message -> {},
                        TestParties.LINKWAY)),
                new SendOnwardRoute(new SendOnward(
                        store,
                        new NoServices(),
                        new ServiceGuard(ServiceDirectory.empty()),
                        TestParties.LINKWAY,
                        Clock.systemUTC())),
                new AskOnwardRoute(new AskOnward(
                        store,
                        new NoServices(),
                        recordReportedEvent(),
                        TestParties.LINKWAY,
                        UUID::randomUUID,
                        Clock.systemUTC())),
                new ReceiveSubscriptionRoute(keepSubscription()),
                new TellSubscriberRoute(new TellSubscriber(new NoSubscribers())),
                new MissTaskRoute(new MissTask(new NothingWaiting(), translation, UUID::randomUUID, Clock.systemUTC())),
                new RingTimerRoute(new RingTimers(
                        recordEvent,
                        store,
                        commitChange,
                        store,
                        TestPolicies.TIMERS,
                        TestParties.LINKWAY,
                        Clock.systemUTC()))));
        return all;
    }

    private KeepSubscription keepSubscription() {
        return new KeepSubscription(
                TestFhir.READER,
                new SubscriptionTranslation(TestFhir.CONTEXT, () -> "https://linkway.example.org/fhir"),
                (topic, filters) -> new EventFilters.Read(List.of(), List.of()),
                new NoSubscribers(),
                new NoSubscriptions(),
                new StandingResource(store),
                new Answers(translation, store, store),
                UUID::randomUUID,
                Clock.systemUTC());
    }

    private ReceiveEventRoute receiveEvent() {
        return new ReceiveEventRoute(recordReportedEvent());
    }

    private RecordReportedEvent recordReportedEvent() {
        return new RecordReportedEvent(recordEvent, store, commitChange, TestParties.LINKWAY, Clock.systemUTC());
    }

    private RegisterReferralRoute registerReferral() {
        return new RegisterReferralRoute(new RegisterOwnReferral(
                new ReferralSafety(),
                openReferral,
                store,
                store,
                TestParties.LINKWAY,
                UUID::randomUUID,
                Clock.systemUTC()));
    }

    private FileEntry fileEntry() {
        return new FileEntry(
                store,
                person -> new Traced.NotFound(),
                practice -> RecordChannel.FHIR,
                entry -> Read.nothing(),
                recordReportedEvent(),
                new FilingCheck(TestEntries.policy()),
                store,
                TestParties.LINKWAY,
                UUID::randomUUID,
                Clock.systemUTC());
    }

    private static final class Nobody implements DutyPeople {
        @Override
        public DutyPerson onDuty(long escalations) {
            return new DutyPerson("Nobody", Optional.empty());
        }

        @Override
        public void alert(DutyPerson person, UUID deliveryId, Referral referral, RaisedConcern concern) {}
    }

    private static final class NoSubscribers implements Subscribers {
        @Override
        public boolean mayBeTold(Topic topic) {
            return true;
        }

        @Override
        public Optional<String> fault(String endpoint) {
            return Optional.of("Nothing is sent anywhere.");
        }

        @Override
        public void tell(Notification notification) {
            throw new PartnerRefused("Nothing is sent anywhere.");
        }
    }

    private static final class NoSubscriptions implements Subscriptions {
        @Override
        public Commit create(Subscription subscription, PublishedResource resource, KeptAnswer answer) {
            return new Commit.Stale();
        }

        @Override
        public Commit update(
                Subscription subscription, PublishedResource resource, long expectedVersion, KeptAnswer answer) {
            return new Commit.Stale();
        }

        @Override
        public Commit delete(Party owner, String id, long expectedVersion, KeptAnswer answer) {
            return new Commit.Stale();
        }

        @Override
        public Optional<SubscriptionProgress> find(Party party, String id) {
            return Optional.empty();
        }

        @Override
        public List<SubscriptionProgress> list(Party party) {
            return List.of();
        }

        @Override
        public List<Notification.Event> events(Party party, String id, long since, long until, int limit) {
            return List.of();
        }
    }

    private static final class NothingWaiting implements WaitingRequests {
        @Override
        public List<PublishedResource> due(Instant now) {
            return List.of();
        }

        @Override
        public boolean tell(PublishedResource request, PublishedResource notice) {
            return false;
        }
    }

    private static final class NoServices implements OnwardServices {
        @Override
        public boolean isConnected(String service) {
            return false;
        }

        @Override
        public void send(String service, Referral referral, OnwardReferral onward) {}

        @Override
        public Optional<OnwardUpdate> ask(String service, OnwardReferral onward) {
            return Optional.empty();
        }
    }

    private static final class NoDocuments implements DocumentChannel {
        @Override
        public void send(Practice practice, Referral referral, RecordEntry entry, String nhsNumber) {}

        @Override
        public Receipt receipt(RecordEntry entry) {
            return new Receipt.NotSent();
        }
    }

    private static final class EmptyRecord implements PracticeRecord {
        @Override
        public List<String> patients(FilingAddress address) {
            return List.of();
        }

        @Override
        public void write(FilingAddress address, RecordWrite write) {}

        @Override
        public void takeBack(FilingAddress address, RecordWrite write) {}

        @Override
        public List<StandingEntry> readBack(FilingAddress address, RecordEntry entry) {
            return List.of();
        }

        @Override
        public List<String> holding(FilingAddress address, RecordEntry entry, LocalDate since) {
            return List.of();
        }
    }
}
