package org.linkway.routes.outbound;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.RecordEntry;
import org.linkway.workflow.StandingEntry;

/**
 * A record entry, the one patient it is for, and what stands in their record before anything is written.
 *
 * @param heldAt where the record held the code of the episode already, by somebody else's hand
 * @param mayHaveStood whether an attempt before this one may have put it there
 * @param written whether something was written since
 */
record FoundEntry(
        AddressedEntry addressed,
        String patientId,
        List<StandingEntry> found,
        Optional<String> heldAt,
        boolean mayHaveStood,
        boolean written) {
    RecordEntry entry() {
        return addressed.entry();
    }

    FoundEntry written(RecordEntry moved) {
        return new FoundEntry(addressed.with(moved), patientId, found, heldAt, mayHaveStood, true);
    }
}
