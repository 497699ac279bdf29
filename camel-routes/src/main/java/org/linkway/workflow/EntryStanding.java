package org.linkway.workflow;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Settlement;

/**
 * How a record entry stood from some moment on.
 *
 * @param version counts the standings of the entry, from 1
 * @param edition which of its editions it was about
 * @param explanation why it stood so, one sentence
 * @param settlement who dealt with it by other means while it stood so, and how; empty where nobody did
 */
public record EntryStanding(
        UUID entry,
        long version,
        int edition,
        FilingStatus status,
        Optional<String> explanation,
        Instant since,
        Optional<Settlement> settlement) {}
