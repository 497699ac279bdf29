package org.linkway.routes.outbound;

import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.workflow.Delivery;

/** A record entry on its way, and the referral that it comes from. */
record FilingJob(Delivery delivery, Referral referral, RecordEntry entry) {
    String nhsNumber() {
        return referral.person().nhsNumber().orElseThrow();
    }
}
