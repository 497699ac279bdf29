package org.linkway.routes.outbound;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.linkway.referral.Consent;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Pending;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.routes.port.OnwardServices;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.Referrals;
import org.linkway.translation.TracedMapper;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;
import org.linkway.workflow.ServiceGuard;

/** Brings an onward referral, as it stands now, to the system of its service. */
public final class SendOnward {
    private final Referrals referrals;
    private final OnwardServices services;
    private final ServiceGuard guard;
    private final Party linkway;
    private final Clock clock;

    public SendOnward(Referrals referrals, OnwardServices services, ServiceGuard guard, Party linkway, Clock clock) {
        this.referrals = referrals;
        this.services = services;
        this.guard = guard;
        this.linkway = linkway;
        this.clock = clock;
    }

    DeliveryOutcome send(Delivery delivery) {
        Referral referral = referrals.find(linkway, delivery.referralId()).orElseThrow();
        OnwardReferral onward = referral.work().onward(delivery.subject()).orElseThrow();
        Optional<DeliveryOutcome> stopped = takesBack(referral, onward) ? Optional.empty() : stopped(referral, onward);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        try {
            services.send(delivery.destination(), referral, onward);
            return new DeliveryOutcome.Delivered();
        } catch (PartnerRefused e) {
            return new DeliveryOutcome.Parked(e.getMessage());
        }
    }

    /** Whoever was told is told that it is over, whatever has happened since. */
    private static boolean takesBack(Referral referral, OnwardReferral onward) {
        return onward.status() == ReferralStatus.CANCELLED || referral.status() == ReferralStatus.ENTERED_IN_ERROR;
    }

    /** Looked at each time: what held when it was made may hold no more. */
    private Optional<DeliveryOutcome> stopped(Referral referral, OnwardReferral onward) {
        Consent consent = referral.request().consent();
        if (referral.pending().contains(Pending.DEATH_REPORT)) {
            return Optional.of(new DeliveryOutcome.Held("Held: the person is reported to have died."));
        }
        if (consent.refer() == Agreement.REFUSED) {
            return Optional.of(new DeliveryOutcome.Parked("The person does not agree any more to be referred."));
        }
        if (consent.shareWithNamedProvider() == Agreement.REFUSED) {
            return Optional.of(
                    new DeliveryOutcome.Parked("The person does not agree that a named provider is told about them."));
        }
        return guard.objectionToSending(referral, onward, LocalDate.ofInstant(clock.instant(), TracedMapper.ENGLAND))
                .map(why -> new DeliveryOutcome.Parked(why, Delivery.Owner.LINK_WORKER));
    }
}
