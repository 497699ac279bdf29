package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.workflow.AuditEntry;

/** The audit trail, as auditors look into it. */
public interface AuditSearch {

    /**
     * What is looked for; what is empty is not asked about.
     *
     * @param patient an NHS number
     * @param from recorded at this time, or later
     * @param to recorded before this time
     * @param after the entry that the page before ended with
     */
    record Question(
            Optional<String> party,
            Optional<String> patient,
            Optional<UUID> referral,
            Optional<String> requestId,
            Optional<AuditEntry.Kind> kind,
            Optional<AuditEntry.Action> action,
            Optional<AuditEntry.Outcome> outcome,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<UUID> after) {}

    /** The newest first. */
    List<AuditEntry> find(Question question, int limit);
}
