package org.linkway.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.Code;
import org.linkway.referral.Score;

/**
 * What was found in a GP record under Linkway's identifier.
 *
 * @param location {@code type/id} in that record
 * @param patientId of the patient it stands for, in that record; null where it names none
 * @param occurredAt its clinical date; empty where it has none
 * @param complete whether its status says that it happened and stands
 * @param enteredInError whether its status says that it never should have stood there
 * @param codes every code it carries
 * @param score the value beside the code; empty where there is none
 * @param narrative every word it carries, in order
 */
public record StandingEntry(
        String location,
        String patientId,
        Optional<Instant> occurredAt,
        boolean complete,
        boolean enteredInError,
        List<Code> codes,
        Optional<Score> score,
        List<String> narrative) {}
