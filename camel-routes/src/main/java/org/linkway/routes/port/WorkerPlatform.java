package org.linkway.routes.port;

import org.linkway.referral.Referral;
import org.linkway.workflow.Delivery;

/** The link workers' platform: it is told about new referrals and about changes that it did not make. */
public interface WorkerPlatform {

    /**
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when it will not
     */
    void push(Delivery delivery, Referral referral);
}
