package org.linkway.workflow;

import java.util.Optional;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;

/** What an answer means that comes after its entry was left to a person. */
public final class LateNews {
    public static final String NOT_PROVEN = "Delivered, not proven in the record: ";

    private LateNews() {}

    /** The entry as it stands from here on; empty where the answer says nothing that is not known. */
    public static Optional<RecordEntry> of(RecordEntry entry, Receipt receipt) {
        if (entry.status() != FilingStatus.PARKED || entry.takenBack()) {
            return Optional.empty();
        }
        if (receipt instanceof Receipt.Acknowledged acknowledged) {
            return Optional.of(delivered(entry, acknowledged));
        }
        return receipt instanceof Receipt.Failed failed
                ? Optional.of(failed.why())
                        .filter(why -> !entry.explanation().orElse("").contains(why))
                        .map(why -> entry.alsoSaying("Since then: " + why))
                : Optional.empty();
    }

    /** Proven by its acknowledgements, whoever was asked to look meanwhile. */
    public static RecordEntry delivered(RecordEntry entry, Receipt.Acknowledged acknowledged) {
        return entry.now(
                FilingStatus.DELIVERED,
                Optional.of(NOT_PROVEN + "both acknowledgements came, the last at " + acknowledged.at() + "."),
                Optional.empty());
    }
}
