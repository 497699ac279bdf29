package org.linkway.routes.outbound;

import org.linkway.referral.FilingStatus;
import org.linkway.workflow.Delivery.Owner;

/** An entry that goes no further by itself: a person's turn, with one sentence why. */
public final class EntryStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FilingJob job;
    private final FilingStatus status;
    private final Owner owner;

    /** Something about the person or the referral is in the way. */
    EntryStopped(FilingJob job, FilingStatus status, String sentence) {
        this(job, status, sentence, Owner.LINK_WORKER);
    }

    EntryStopped(FilingJob job, FilingStatus status, String sentence, Owner owner) {
        super(sentence, null, false, false);
        this.job = job;
        this.status = status;
        this.owner = owner;
    }

    Owner owner() {
        return owner;
    }

    FilingJob job() {
        return job;
    }

    FilingStatus status() {
        return status;
    }
}
