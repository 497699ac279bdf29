package org.linkway.routes.inbound;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.Role;
import org.linkway.routes.port.OnwardServices;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.ServiceHosts;
import org.linkway.translation.OnwardReport;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Ids;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Party;

/** Takes in a BaRS response: how a referral stands that Linkway sent on to another service. */
public final class RecordResponse {
    private static final String ANSWERED = "Bundle.entry[0].resource.response.identifier";
    private static final String STATUS = "Bundle.entry.resource.ofType(Encounter).status";

    private final ReferralTranslation translation;
    private final RecordReportedEvent record;
    private final Referrals referrals;
    private final OnwardServices services;
    private final ServiceHosts hosts;
    private final Party linkway;
    private final Ids ids;
    private final Clock clock;

    /** @param linkway the gateway itself, which sent the referral on */
    public RecordResponse(
            ReferralTranslation translation,
            RecordReportedEvent record,
            Referrals referrals,
            OnwardServices services,
            ServiceHosts hosts,
            Party linkway,
            Ids ids,
            Clock clock) {
        this.translation = translation;
        this.record = record;
        this.referrals = referrals;
        this.services = services;
        this.hosts = hosts;
        this.linkway = linkway;
        this.ids = ids;
        this.clock = clock;
    }

    boolean takes(ValidMessage valid) {
        return translation.isResponse(valid.reading());
    }

    MessageOutcome record(ValidMessage valid) {
        return translation
                .onwardReport(valid.reading())
                .match((report, warnings) -> record(valid, report, warnings), issues -> {
                    List<Issue> all = new ArrayList<>(valid.reading().issues());
                    all.addAll(issues);
                    throw RejectedMessage.forGood(valid.claimed(), all);
                });
    }

    private MessageOutcome record(ValidMessage valid, OnwardReport report, List<Issue> warnings) {
        ClaimedMessage claimed = valid.claimed();
        Referral referral = report.update()
                .onward()
                .flatMap(id -> referrals.withEvent(linkway, id))
                .flatMap(id -> referrals.find(linkway, id))
                .filter(it -> speaksFor(claimed.message().party(), report) && isFromItsService(it, report))
                .orElseThrow(() -> unknown(claimed, report));
        OnwardReferral onward =
                referral.work().onward(report.update().onward().orElseThrow()).orElseThrow();
        WireFormat format = claimed.message().answerFormat();
        KeptAnswer answer =
                new KeptAnswer(claimed.claim(), 200, format.mediaType(), translation.taken(warnings, format));
        EventSubmission submission = new EventSubmission(
                ids.next(),
                EventType.ONWARD_UPDATED,
                clock.instant(),
                new RecordedBy(onward.service().name().orElse("A service"), Optional.of("receiver")),
                report.updateOf(onward));
        return record.record(new EventReport(
                        linkway,
                        referral.id(),
                        Optional.of(Role.RECEIVER),
                        List.of(submission),
                        Optional.empty(),
                        change -> change.answering(answer)))
                .match(new AnsweringMessage(claimed, () -> answer, refusal -> STATUS));
    }

    /** Where nobody proves who they are, as in the sandbox, the one sender stands for every service. */
    private boolean speaksFor(Party party, OnwardReport report) {
        return report.from().filter(from -> hosts.hosts(party, from.toString())).isPresent();
    }

    /** Whoever else has learned the id of the Bundle cannot speak for the service. */
    private boolean isFromItsService(Referral referral, OnwardReport report) {
        return referral.work()
                .onward(report.update().onward().orElseThrow())
                .flatMap(onward -> onward.service().id())
                .flatMap(services::address)
                .filter(address -> report.from().equals(Optional.of(address)))
                .isPresent();
    }

    private static RejectedMessage unknown(ClaimedMessage claimed, OnwardReport report) {
        return RejectedMessage.forGood(
                claimed,
                List.of(
                        Issue.error(
                                GatewayError.NOT_FOUND,
                                ANSWERED,
                                "No message with the Bundle id '" + report.answers()
                                        + "' went from here to the service in MessageHeader.source.endpoint. Send in"
                                        + " MessageHeader.response.identifier the id of the Bundle that brought the referral.")));
    }
}
