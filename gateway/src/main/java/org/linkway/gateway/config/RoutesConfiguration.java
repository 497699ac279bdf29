package org.linkway.gateway.config;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.linkway.fhir.terminology.server.TerminologyServer;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.gateway.security.Parties;
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
import org.linkway.routes.inbound.KeepSubscription;
import org.linkway.routes.inbound.OpenAndCommit;
import org.linkway.routes.inbound.ReadTask;
import org.linkway.routes.inbound.ReceiveBundleRoute;
import org.linkway.routes.inbound.ReceiveEventRoute;
import org.linkway.routes.inbound.ReceiveReferralRoute;
import org.linkway.routes.inbound.ReceiveSubscriptionRoute;
import org.linkway.routes.inbound.ReceiveTaskRoute;
import org.linkway.routes.inbound.RecordReportedEvent;
import org.linkway.routes.inbound.RecordResponse;
import org.linkway.routes.inbound.RegisterOwnReferral;
import org.linkway.routes.inbound.RegisterReferralRoute;
import org.linkway.routes.inbound.StandingResource;
import org.linkway.routes.inbound.TranslateMessage;
import org.linkway.routes.inbound.UpdateAndCommit;
import org.linkway.routes.inbound.ValidateMessage;
import org.linkway.routes.outbound.AlertPerson;
import org.linkway.routes.outbound.AlertPersonRoute;
import org.linkway.routes.outbound.AskOnward;
import org.linkway.routes.outbound.AskOnwardRoute;
import org.linkway.routes.outbound.FileEntry;
import org.linkway.routes.outbound.FileRecordRoute;
import org.linkway.routes.outbound.HandOverEntry;
import org.linkway.routes.outbound.HearOfDocument;
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
import org.linkway.routes.port.Clocks;
import org.linkway.routes.port.DeliveryWaker;
import org.linkway.routes.port.DocumentChannel;
import org.linkway.routes.port.DocumentNews;
import org.linkway.routes.port.DutyPeople;
import org.linkway.routes.port.EventFilters;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.Matches;
import org.linkway.routes.port.MessageExchange;
import org.linkway.routes.port.OnwardServices;
import org.linkway.routes.port.PersonTrace;
import org.linkway.routes.port.PracticeRecord;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PulledEntries;
import org.linkway.routes.port.RecordChannels;
import org.linkway.routes.port.RecordEntries;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.RequestLedger;
import org.linkway.routes.port.SenderSystems;
import org.linkway.routes.port.Subscribers;
import org.linkway.routes.port.SubscriptionForm;
import org.linkway.routes.port.Subscriptions;
import org.linkway.routes.port.WaitingRequests;
import org.linkway.routes.port.WorkerPlatform;
import org.linkway.routes.recovery.MissTask;
import org.linkway.routes.recovery.MissTaskRoute;
import org.linkway.routes.recovery.RingTimerRoute;
import org.linkway.routes.recovery.RingTimers;
import org.linkway.translation.AuditTranslation;
import org.linkway.translation.InboundRules;
import org.linkway.translation.MessageTranslation;
import org.linkway.translation.ReferralTranslation;
import org.linkway.translation.SubscriptionTranslation;
import org.linkway.workflow.CodingPolicy;
import org.linkway.workflow.EventWarnings;
import org.linkway.workflow.FilingCheck;
import org.linkway.workflow.Ids;
import org.linkway.workflow.OpenReferral;
import org.linkway.workflow.RecordEvent;
import org.linkway.workflow.ReferralSafety;
import org.linkway.workflow.ReferralTimers;
import org.linkway.workflow.RestateReferral;
import org.linkway.workflow.ServiceGuard;
import org.linkway.workflow.WorkPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the routes together: what each needs from the world is a port, implemented elsewhere in this module. */
@Configuration(proxyBeanMethods = false)
class RoutesConfiguration {

    @Bean
    Ids ids() {
        return UUID::randomUUID;
    }

    @Bean
    FhirContext fhirContext() {
        return FhirContext.forR4Cached();
    }

    @Bean
    InboundRules inboundRules(DoorProperties door, BarsDoorProperties bars, BarsProperties own) {
        return bars.rules(door, own);
    }

    @Bean
    ReferralTranslation referralTranslation(FhirContext fhir, InboundRules rules, Ids ids) {
        return new ReferralTranslation(fhir, rules, ids);
    }

    @Bean
    CodingPolicy codingPolicy(CodingPolicyProperties properties, TerminologyProperties terminology, FhirContext fhir) {
        Optional<TerminologyServer> server = terminology.server(fhir);
        return properties.toPolicy(code -> server.filter(it -> it.confirms(code.system(), code.code(), code.display()))
                .isPresent());
    }

    @Bean
    WorkPolicy workPolicy(WorkProperties work, OnwardProperties onward, BarsProperties bars) {
        return work.toPolicy(onward.services().keySet(), bars.endpoints().keySet(), onward.directory());
    }

    @Bean
    ReferralTimers referralTimers(ClockProperties clock, WorkPolicy policy) {
        return new ReferralTimers(clock.toPolicy(), policy.contactLimit());
    }

    @Bean
    OpenReferral openReferral(CodingPolicy codingPolicy, WorkPolicy policy, ReferralTimers timers, Ids ids) {
        return new OpenReferral(codingPolicy, policy, timers, ids);
    }

    @Bean
    EventWarnings eventWarnings(WorkPolicy policy) {
        return new EventWarnings(policy);
    }

    @Bean
    RecordEvent recordEvent(CodingPolicy codingPolicy, WorkPolicy policy, ReferralTimers timers, Ids ids) {
        return new RecordEvent(codingPolicy, policy, timers, ids);
    }

    @Bean
    CommitChange commitChange(
            ReferralTranslation translation, PublishedResources resources, Journal journal, Parties parties) {
        return new CommitChange(translation, resources, journal, parties.linkway());
    }

    @Bean
    RecordReportedEvent recordReportedEvent(
            RecordEvent recordEvent, Referrals referrals, CommitChange commitChange, Parties parties, Clock clock) {
        return new RecordReportedEvent(recordEvent, referrals, commitChange, parties.linkway(), clock);
    }

    @Bean
    Answers answers(ReferralTranslation translation, RequestLedger ledger, PublishedResources resources) {
        return new Answers(translation, ledger, resources);
    }

    @Bean
    ReceiveReferralRoute receiveReferralRoute(
            FhirReader reader,
            ReferralTranslation translation,
            Journal journal,
            PublishedResources resources,
            Matches matches,
            RequestLedger ledger,
            Answers answers,
            Ids ids) {
        return new ReceiveReferralRoute(
                new ClaimRequest(ledger),
                new KeepResource(reader, translation, resources, new CreateCondition(matches), journal, answers, ids),
                answers,
                new FailMessage(translation, ledger, new PassingFailure()));
    }

    @Bean
    ReceiveBundleRoute receiveBundleRoute(
            FhirReader reader,
            ReferralTranslation translation,
            OpenReferral openReferral,
            RecordReportedEvent record,
            Journal journal,
            Referrals referrals,
            PublishedResources resources,
            Matches matches,
            RequestLedger ledger,
            OnwardServices services,
            Answers answers,
            Parties parties,
            WorkProperties work,
            Ids ids,
            Clock clock) {
        return new ReceiveBundleRoute(
                new ValidateMessage(reader),
                new CompleteBundle(translation, resources, matches, answers),
                new TranslateMessage(translation),
                new CheckReferral(new ReferralSafety(), parties),
                new OpenAndCommit(
                        translation,
                        openReferral,
                        journal,
                        referrals,
                        resources,
                        ledger,
                        answers,
                        parties,
                        parties.linkway(),
                        ids,
                        clock),
                new UpdateAndCommit(
                        translation, new RestateReferral(ids, work.senderPolicy()), record, referrals, ledger, clock),
                new RecordResponse(translation, record, referrals, services, parties, parties.linkway(), ids, clock));
    }

    @Bean
    RegisterReferralRoute registerReferralRoute(
            OpenReferral openReferral, Referrals referrals, Journal journal, Parties parties, Ids ids, Clock clock) {
        return new RegisterReferralRoute(new RegisterOwnReferral(
                new ReferralSafety(), openReferral, referrals, journal, parties.linkway(), ids, clock));
    }

    @Bean
    ReceiveTaskRoute receiveTaskRoute(
            FhirReader reader,
            ReferralTranslation translation,
            RecordReportedEvent record,
            Referrals referrals,
            PublishedResources resources,
            SenderSystems senders,
            Answers answers,
            WorkProperties work,
            Ids ids,
            Clock clock) {
        return new ReceiveTaskRoute(
                new ReadTask(reader, translation, new StandingResource(resources)),
                new GatherReferral(translation, reader, resources, senders),
                new ChangeTask(translation, record, referrals, resources, answers, work.senderPolicy(), ids, clock));
    }

    @Bean
    AuditTranslation auditTranslation(FhirContext fhir, AuditProperties audit) {
        return new AuditTranslation(fhir, audit.site());
    }

    @Bean
    SubscriptionTranslation subscriptionTranslation(FhirContext fhir, ServerBase base) {
        return new SubscriptionTranslation(fhir, base);
    }

    @Bean
    SubscriptionForm subscriptionForm(SubscriptionTranslation translation) {
        return translation::restated;
    }

    @Bean
    ReceiveSubscriptionRoute receiveSubscriptionRoute(
            FhirReader reader,
            SubscriptionTranslation translation,
            EventFilters filters,
            Subscribers subscribers,
            Subscriptions subscriptions,
            PublishedResources resources,
            Answers answers,
            Ids ids,
            Clock clock) {
        return new ReceiveSubscriptionRoute(new KeepSubscription(
                reader,
                translation,
                filters,
                subscribers,
                subscriptions,
                new StandingResource(resources),
                answers,
                ids,
                clock));
    }

    @Bean
    TellSubscriberRoute tellSubscriberRoute(Subscribers subscribers) {
        return new TellSubscriberRoute(new TellSubscriber(subscribers));
    }

    @Bean
    ReceiveEventRoute receiveEventRoute(RecordReportedEvent record) {
        return new ReceiveEventRoute(record);
    }

    @Bean
    RingTimerRoute ringTimerRoute(
            RecordEvent recordEvent,
            Referrals referrals,
            CommitChange commitChange,
            Clocks clocks,
            ReferralTimers timers,
            Parties parties,
            Clock clock) {
        return new RingTimerRoute(
                new RingTimers(recordEvent, referrals, commitChange, clocks, timers, parties.linkway(), clock));
    }

    @Bean
    MissTaskRoute missTaskRoute(WaitingRequests requests, ReferralTranslation translation, Ids ids, Clock clock) {
        return new MissTaskRoute(new MissTask(requests, translation, ids, clock));
    }

    @Bean
    AlertPersonRoute alertPersonRoute(Referrals referrals, DutyPeople people, Parties parties) {
        return new AlertPersonRoute(new AlertPerson(referrals, people, parties.linkway()));
    }

    @Bean
    SendOnwardRoute sendOnwardRoute(
            Referrals referrals, OnwardServices services, WorkPolicy policy, Parties parties, Clock clock) {
        return new SendOnwardRoute(
                new SendOnward(referrals, services, new ServiceGuard(policy.directory()), parties.linkway(), clock));
    }

    @Bean
    AskOnwardRoute askOnwardRoute(
            Referrals referrals,
            OnwardServices services,
            RecordReportedEvent record,
            Parties parties,
            Ids ids,
            Clock clock) {
        return new AskOnwardRoute(new AskOnward(referrals, services, record, parties.linkway(), ids, clock));
    }

    @Bean
    MessageTranslation messageTranslation(FhirContext fhir, BarsProperties bars) {
        return new MessageTranslation(fhir, bars.own());
    }

    @Bean
    SendResponseRoute sendResponseRoute(
            Referrals referrals,
            RequestLedger ledger,
            MessageTranslation translation,
            MessageExchange exchange,
            Parties parties) {
        return new SendResponseRoute(new SendResponse(referrals, ledger, translation, exchange, parties.linkway()));
    }

    @Bean
    PushReferralRoute pushReferralRoute(Referrals referrals, WorkerPlatform platform, Parties parties) {
        return new PushReferralRoute(new PushReferral(referrals, platform, parties.linkway()));
    }

    @Bean
    FileEntry fileEntry(
            Referrals referrals,
            PersonTrace trace,
            RecordChannels channels,
            PulledEntries reads,
            RecordReportedEvent record,
            CodingPolicy codingPolicy,
            Journal journal,
            Parties parties,
            Ids ids,
            Clock clock) {
        return new FileEntry(
                referrals,
                trace,
                channels,
                reads,
                record,
                new FilingCheck(codingPolicy),
                journal,
                parties.linkway(),
                ids,
                clock);
    }

    @Bean
    FileRecordRoute fileRecordRoute(
            FileEntry entry,
            PracticeRecord record,
            DocumentChannel documents,
            MessageExchange exchange,
            MessageTranslation translation,
            RequestLedger ledger,
            PulledEntries reads,
            RecordProperties properties,
            Journal journal,
            Clock clock) {
        return new FileRecordRoute(
                entry,
                new ProveInRecord(record, journal, clock),
                new HandOverEntry(
                        documents, exchange, translation, ledger, reads, properties.unreadAfter(), journal, clock));
    }

    /** Whoever waits for news of a document waits in its delivery. */
    @Bean
    DocumentNews documentNews(
            RecordEntries entries, DocumentChannel documents, Journal journal, DeliveryWaker waker, Parties parties) {
        return new HearOfDocument(entries, documents, journal, waker, parties.linkway());
    }

    @Bean
    RejectedMessagePolicy rejectedMessagePolicy(FileEntry entry) {
        return new RejectedMessagePolicy(entry);
    }

    @Bean
    TransientFailurePolicy transientFailurePolicy() {
        return new TransientFailurePolicy();
    }

    @Bean
    UnexpectedFailurePolicy unexpectedFailurePolicy() {
        return new UnexpectedFailurePolicy();
    }
}
