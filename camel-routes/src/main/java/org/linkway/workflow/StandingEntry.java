package org.linkway.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.Code;

/**
 * What was found in a GP record under Linkway's identifier.
 *
 * @param location {@code type/id} in that record
 * @param patientId of the patient it stands for, in that record; null where it names none
 * @param occurredAt its clinical date; empty where it has none
 * @param complete whether its status says that it happened and stands
 * @param codes every code it carries
 * @param narrative every word it carries, in order
 */
public record StandingEntry(
        String location,
        String patientId,
        Optional<Instant> occurredAt,
        boolean complete,
        List<Code> codes,
        List<String> narrative) {}
