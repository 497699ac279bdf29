package org.linkway.gateway.config;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.UUID;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.gateway.security.Parties;
import org.linkway.routes.inbound.Answers;
import org.linkway.routes.inbound.CheckReferral;
import org.linkway.routes.inbound.ClaimRequest;
import org.linkway.routes.inbound.FailMessage;
import org.linkway.routes.inbound.OpenAndCommit;
import org.linkway.routes.inbound.ReceiveEventRoute;
import org.linkway.routes.inbound.ReceiveReferralRoute;
import org.linkway.routes.inbound.RecordReportedEvent;
import org.linkway.routes.inbound.TranslateMessage;
import org.linkway.routes.inbound.ValidateMessage;
import org.linkway.routes.outbound.FileEntry;
import org.linkway.routes.outbound.FileRecordRoute;
import org.linkway.routes.outbound.PushReferral;
import org.linkway.routes.outbound.PushReferralRoute;
import org.linkway.routes.policy.RejectedMessagePolicy;
import org.linkway.routes.policy.TransientFailurePolicy;
import org.linkway.routes.policy.UnexpectedFailurePolicy;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.PracticeLookup;
import org.linkway.routes.port.PracticeRecord;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.RequestLedger;
import org.linkway.routes.port.WorkerPlatform;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Ids;
import org.linkway.workflow.OpenReferral;
import org.linkway.workflow.RecordEvent;
import org.linkway.workflow.ReferralSafety;
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
    ReferralTranslation referralTranslation(FhirContext fhir, DoorProperties door, Ids ids) {
        return new ReferralTranslation(
                fhir, new InboundRules(door.acceptedUseCases(), door.acceptFailingNhsNumbers()), ids);
    }

    @Bean
    ReceiveReferralRoute receiveReferralRoute(
            FhirReader reader,
            ReferralTranslation translation,
            Journal journal,
            Referrals referrals,
            RequestLedger ledger,
            Parties parties,
            Ids ids,
            Clock clock) {
        return new ReceiveReferralRoute(
                new ClaimRequest(ledger),
                new ValidateMessage(reader),
                new TranslateMessage(translation),
                new CheckReferral(new ReferralSafety()),
                new OpenAndCommit(
                        translation,
                        new OpenReferral(ids),
                        journal,
                        referrals,
                        ledger,
                        parties.worker().id(),
                        clock),
                new Answers(translation, ledger),
                new FailMessage(translation, ledger, new PassingFailure()));
    }

    @Bean
    ReceiveEventRoute receiveEventRoute(
            CodingPolicyProperties codingPolicy,
            ReferralTranslation translation,
            Referrals referrals,
            PublishedResources resources,
            Journal journal,
            Ids ids,
            Clock clock) {
        return new ReceiveEventRoute(new RecordReportedEvent(
                new RecordEvent(codingPolicy.toPolicy(), ids), translation, referrals, resources, journal, clock));
    }

    @Bean
    PushReferralRoute pushReferralRoute(Referrals referrals, WorkerPlatform platform, Parties parties) {
        return new PushReferralRoute(new PushReferral(referrals, platform, parties.linkway()));
    }

    @Bean
    FileEntry fileEntry(
            Referrals referrals,
            PracticeLookup lookup,
            PracticeRecord record,
            Journal journal,
            Parties parties,
            Clock clock) {
        return new FileEntry(referrals, lookup, record, journal, parties.linkway(), clock);
    }

    @Bean
    FileRecordRoute fileRecordRoute(FileEntry entry) {
        return new FileRecordRoute(entry);
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
