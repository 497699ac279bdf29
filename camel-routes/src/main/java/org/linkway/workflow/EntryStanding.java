package org.linkway.workflow;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.FilingStatus;

/**
 * How a record entry stood from some moment on.
 *
 * @param version counts the standings of the entry, from 1
 * @param edition which of its editions it was about
 * @param explanation why it stood so, one sentence
 */
public record EntryStanding(
        UUID entry, long version, int edition, FilingStatus status, Optional<String> explanation, Instant since) {}
