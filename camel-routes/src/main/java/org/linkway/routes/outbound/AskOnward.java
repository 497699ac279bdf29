package org.linkway.routes.outbound;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardKind;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;
import org.linkway.routes.inbound.EventOutcome;
import org.linkway.routes.inbound.EventReport;
import org.linkway.routes.inbound.RecordReportedEvent;
import org.linkway.routes.port.OnwardServices;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Ids;
import org.linkway.workflow.Party;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the services of one referral how their part of it stands, and records what is new. */
public final class AskOnward {
    private static final Logger LOG = LoggerFactory.getLogger(AskOnward.class);

    private final Referrals referrals;
    private final OnwardServices services;
    private final RecordReportedEvent record;
    private final Party linkway;
    private final Ids ids;
    private final Clock clock;

    public AskOnward(
            Referrals referrals,
            OnwardServices services,
            RecordReportedEvent record,
            Party linkway,
            Ids ids,
            Clock clock) {
        this.referrals = referrals;
        this.services = services;
        this.record = record;
        this.linkway = linkway;
        this.ids = ids;
        this.clock = clock;
    }

    /** How many had something new to say. One that cannot be asked now is asked in the next round. */
    int ask(UUID referralId) {
        Referral referral = referrals.find(linkway, referralId).orElseThrow();
        return (int) referral.work().onward().stream()
                .filter(it -> it.kind() == OnwardKind.REFERRAL && it.status().isOpen())
                .filter(it -> it.service().id().filter(services::isConnected).isPresent())
                .filter(it -> answer(it)
                        .filter(update -> record(referralId, it, update))
                        .isPresent())
                .count();
    }

    private Optional<OnwardUpdate> answer(OnwardReferral onward) {
        try {
            return services.ask(onward.service().id().orElseThrow(), onward);
        } catch (PartnerUnavailable | PartnerRefused notNow) {
            // What a partner's failure says holds no patient data.
            LOG.warn("Onward referral {} could not be asked about: {}", onward.id(), notNow.getMessage());
            return Optional.empty();
        }
    }

    /** False where the service says what cannot be; the referral's own clocks go on, so somebody looks. */
    private boolean record(UUID referralId, OnwardReferral onward, OnwardUpdate update) {
        EventSubmission submission = new EventSubmission(
                ids.next(),
                EventType.ONWARD_UPDATED,
                clock.instant(),
                new RecordedBy(onward.service().name().orElse("A service"), Optional.of("receiver")),
                update);
        EventOutcome outcome = record.record(new EventReport(
                linkway,
                referralId,
                Optional.of(Role.RECEIVER),
                List.of(submission),
                Optional.empty(),
                change -> change));
        boolean recorded = outcome instanceof EventOutcome.Recorded;
        if (!recorded) {
            LOG.warn(
                    "Onward referral {} is {} here, and its service says {}: that could not be recorded.",
                    onward.id(),
                    onward.status().code(),
                    update.status().map(ReferralStatus::code).orElse("nothing of its status"));
        }
        return recorded;
    }
}
