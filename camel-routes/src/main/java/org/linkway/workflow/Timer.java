package org.linkway.workflow;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.TimerKind;

/**
 * A clock that runs on a referral.
 *
 * @param about the onward referral or event that it is about; empty for the referral itself
 * @param dueAt from when on it is overdue
 * @param nextAt when the clock says so, for the first time or again
 */
public record Timer(TimerKind kind, Optional<UUID> about, Instant dueAt, Instant nextAt) {}
