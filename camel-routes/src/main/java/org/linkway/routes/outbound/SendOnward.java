package org.linkway.routes.outbound;

import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Pending;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.routes.port.OnwardServices;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;

/** Brings an onward referral, as it stands now, to the system of its service. */
public final class SendOnward {
    private final Referrals referrals;
    private final OnwardServices services;
    private final Party linkway;

    public SendOnward(Referrals referrals, OnwardServices services, Party linkway) {
        this.referrals = referrals;
        this.services = services;
        this.linkway = linkway;
    }

    DeliveryOutcome send(Delivery delivery) {
        Referral referral = referrals.find(linkway, delivery.referralId()).orElseThrow();
        OnwardReferral onward = referral.work().onward(delivery.subject()).orElseThrow();
        boolean cancels = onward.status() == ReferralStatus.CANCELLED;
        if (!cancels && referral.pending().contains(Pending.DEATH_REPORT)) {
            return new DeliveryOutcome.Held("Held: the person is reported to have died.");
        }
        if (!cancels && referral.request().consent().shareWithNamedProvider() == Agreement.REFUSED) {
            return new DeliveryOutcome.Parked("The person does not agree that a named provider is told about them.");
        }
        try {
            services.send(delivery.destination(), referral, onward);
            return new DeliveryOutcome.Delivered();
        } catch (PartnerRefused e) {
            return new DeliveryOutcome.Parked(e.getMessage());
        }
    }
}
