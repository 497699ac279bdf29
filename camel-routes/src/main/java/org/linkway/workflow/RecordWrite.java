package org.linkway.workflow;

import java.util.Optional;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordedBy;

/**
 * An entry as it goes to a record.
 *
 * @param patientId of the one patient with this NHS number, in that record
 * @param author who recorded the event that the entry tells of
 * @param over what stands there already and is rewritten; empty where nothing stands there
 */
public record RecordWrite(
        RecordEntry entry, String patientId, String nhsNumber, RecordedBy author, Optional<StandingEntry> over) {}
