package org.linkway.routes.outbound;

import org.linkway.referral.Referral;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.WorkerPlatform;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;

/** Brings a referral, as it stands now, to the link workers' platform. */
public final class PushReferral {
    private final Referrals referrals;
    private final WorkerPlatform platform;
    private final Party linkway;

    public PushReferral(Referrals referrals, WorkerPlatform platform, Party linkway) {
        this.referrals = referrals;
        this.platform = platform;
        this.linkway = linkway;
    }

    DeliveryOutcome push(Delivery delivery) {
        Referral referral = referrals.find(linkway, delivery.referralId()).orElseThrow();
        try {
            platform.push(delivery, referral);
            return new DeliveryOutcome.Delivered();
        } catch (PartnerRefused e) {
            return new DeliveryOutcome.Parked(e.getMessage());
        }
    }
}
