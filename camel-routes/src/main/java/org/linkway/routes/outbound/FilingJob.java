package org.linkway.routes.outbound;

import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.workflow.Delivery;

/** A record entry on its way, and the referral that it comes from. */
record FilingJob(Delivery delivery, Referral referral, RecordEntry entry) {
    FilingJob with(RecordEntry moved) {
        return new FilingJob(delivery, referral, moved);
    }

    /** Nothing was ever sent of it, so nothing can stand anywhere. */
    boolean isUntouched() {
        return entry.version() == 1;
    }

    /** Nothing is left to do but to say how it stands. */
    boolean isDone() {
        return entry.status().isSettled();
    }

    boolean wasSentBefore() {
        return entry.status() == FilingStatus.SENT;
    }
}
