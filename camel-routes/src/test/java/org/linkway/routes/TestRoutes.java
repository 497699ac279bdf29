package org.linkway.routes;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.builder.RouteBuilder;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.Referral;
import org.linkway.referral.SenderPolicy;
import org.linkway.referral.TestReferrals;
import org.linkway.routes.inbound.Answers;
import org.linkway.routes.inbound.ChangeTask;
import org.linkway.routes.inbound.CheckReferral;
import org.linkway.routes.inbound.ClaimRequest;
import org.linkway.routes.inbound.CommitChange;
import org.linkway.routes.inbound.CompleteBundle;
import org.linkway.routes.inbound.CreateCondition;
import org.linkway.routes.inbound.FailMessage;
import org.linkway.routes.inbound.GatherReferral;
import org.linkway.routes.inbound.KeepResource;
import org.linkway.routes.inbound.OpenAndCommit;
import org.linkway.routes.inbound.ReadTask;
import org.linkway.routes.inbound.ReceiveBundleRoute;
import org.linkway.routes.inbound.ReceiveReferralRoute;
import org.linkway.routes.inbound.ReceiveTaskRoute;
import org.linkway.routes.inbound.RecordReportedEvent;
import org.linkway.routes.inbound.RecordResponse;
import org.linkway.routes.inbound.StandingResource;
import org.linkway.routes.inbound.TranslateMessage;
import org.linkway.routes.inbound.UpdateAndCommit;
import org.linkway.routes.inbound.ValidateMessage;
import org.linkway.routes.port.Matches;
import org.linkway.routes.port.OnwardServices;
import org.linkway.routes.port.SenderSystems;
import org.linkway.routes.port.ServiceHosts;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;
import org.linkway.translation.ServiceAddress;
import org.linkway.translation.TestFhir;
import org.linkway.workflow.Body;
import org.linkway.workflow.OpenReferral;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RecordEvent;
import org.linkway.workflow.ReferralSafety;
import org.linkway.workflow.RestateReferral;
import org.linkway.workflow.TestPolicies;

/** What several routes are made of, over the store in memory. */
public final class TestRoutes {
    private static final Matches NOTHING_FOUND = (party, type, query) -> Matches.Found.of(List.of());

    private TestRoutes() {}

    public static RecordEvent recordEvent() {
        return TestPolicies.recordEvent(TestPolicies.NO_CODES, UUID::randomUUID);
    }

    public static CommitChange commitChange(InMemoryStore store) {
        ReferralTranslation translation =
                new ReferralTranslation(TestFhir.CONTEXT, new InboundRules(Set.of(), false), UUID::randomUUID);
        return new CommitChange(translation, store, store, TestParties.LINKWAY);
    }

    public static RecordReportedEvent recordReportedEvent(InMemoryStore store, Instant now) {
        return new RecordReportedEvent(
                recordEvent(), store, commitChange(store), TestParties.LINKWAY, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** What the sender of {@link TestReferrals} reads over FHIR. */
    public static void publish(InMemoryStore store) {
        store.put(new PublishedResource(
                "Task",
                "task-1",
                TestReferrals.SENDER,
                "{\"resourceType\":\"Task\",\"id\":\"task-1\",\"status\":\"requested\",\"intent\":\"order\"}"));
        store.put(new PublishedResource(
                "ServiceRequest",
                "request-1",
                TestReferrals.SENDER,
                "{\"resourceType\":\"ServiceRequest\",\"id\":\"request-1\",\"status\":\"active\",\"intent\":\"order\","
                        + "\"subject\":{\"reference\":\"Patient/patient-1\"}}"));
    }

    /** The routes behind the FHIR doors; no sender has a system that can be read. */
    public static List<RouteBuilder> inbound(InMemoryStore store, OpenReferral openReferral, Clock clock) {
        return inbound(store, openReferral, clock, new NoSenderSystems());
    }

    public static List<RouteBuilder> inbound(
            InMemoryStore store, OpenReferral openReferral, Clock clock, SenderSystems senders) {
        return inbound(store, openReferral, clock, senders, (party, service) -> true);
    }

    public static List<RouteBuilder> inbound(
            InMemoryStore store, OpenReferral openReferral, Clock clock, ServiceHosts hosts) {
        return inbound(store, openReferral, clock, new NoSenderSystems(), hosts);
    }

    private static List<RouteBuilder> inbound(
            InMemoryStore store, OpenReferral openReferral, Clock clock, SenderSystems senders, ServiceHosts hosts) {
        ReferralTranslation translation =
                new ReferralTranslation(TestFhir.CONTEXT, new InboundRules(Set.of("a5t1"), false), UUID::randomUUID);
        Answers answers = new Answers(translation, store, store);
        RecordReportedEvent record = new RecordReportedEvent(
                recordEvent(),
                store,
                new CommitChange(translation, store, store, TestParties.LINKWAY),
                TestParties.LINKWAY,
                clock);
        return List.of(
                new ReceiveReferralRoute(
                        new ClaimRequest(store),
                        new KeepResource(
                                TestFhir.READER,
                                translation,
                                store,
                                new CreateCondition(NOTHING_FOUND),
                                store,
                                answers,
                                UUID::randomUUID),
                        answers,
                        new FailMessage(translation, store, UncheckedIOException.class::isInstance)),
                new ReceiveBundleRoute(
                        new ValidateMessage(TestFhir.READER),
                        new CompleteBundle(translation, store, NOTHING_FOUND, answers),
                        new TranslateMessage(translation),
                        new CheckReferral(new ReferralSafety(), hosts),
                        new OpenAndCommit(
                                translation,
                                openReferral,
                                store,
                                store,
                                store,
                                store,
                                answers,
                                addressees -> Optional.of(TestReferrals.WORKER),
                                TestParties.LINKWAY,
                                UUID::randomUUID,
                                clock),
                        new UpdateAndCommit(
                                translation,
                                new RestateReferral(UUID::randomUUID, SenderPolicy.SDOH_CC),
                                record,
                                store,
                                store,
                                clock),
                        new RecordResponse(
                                translation,
                                record,
                                store,
                                new OneBarsService(),
                                hosts,
                                TestParties.LINKWAY,
                                UUID::randomUUID,
                                clock)),
                new ReceiveTaskRoute(
                        new ReadTask(TestFhir.READER, translation, new StandingResource(store)),
                        new GatherReferral(translation, TestFhir.READER, store, senders),
                        new ChangeTask(
                                translation,
                                record,
                                store,
                                store,
                                answers,
                                SenderPolicy.SDOH_CC,
                                UUID::randomUUID,
                                clock)));
    }

    /** One service that speaks BaRS, and that nobody asks anything. */
    private static final class OneBarsService implements OnwardServices {
        @Override
        public boolean isConnected(String service) {
            return service.equals(TestPolicies.CONNECTED);
        }

        @Override
        public Optional<ServiceAddress> address(String service) {
            return ServiceAddress.parse("2000099903").filter(it -> isConnected(service));
        }

        @Override
        public void send(String service, Referral referral, OnwardReferral onward) {}

        @Override
        public Optional<OnwardUpdate> ask(String service, OnwardReferral onward) {
            return Optional.empty();
        }
    }

    private static final class NoSenderSystems implements SenderSystems {
        @Override
        public Optional<String> baseOf(Party sender, String address) {
            return Optional.empty();
        }

        @Override
        public Optional<Body> read(Party sender, String address) {
            throw new UnsupportedOperationException("no sender has a system here");
        }
    }
}
