package org.linkway.routes.outbound;

import org.linkway.referral.FilingStatus;

/** An entry that goes no further by itself: a person's turn, with one sentence why. */
public final class EntryStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FilingJob job;
    private final FilingStatus status;

    EntryStopped(FilingJob job, FilingStatus status, String sentence) {
        super(sentence, null, false, false);
        this.job = job;
        this.status = status;
    }

    FilingJob job() {
        return job;
    }

    FilingStatus status() {
        return status;
    }
}
