package org.linkway.workflow;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.Planned;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;

/** What an event makes of entries that were planned before it: a correction rewrites them, a mistake takes them back. */
final class EntryRevisions {
    private EntryRevisions() {}

    /** The entries as they are after the event; empty where it touches none. */
    static List<RecordEntry> by(ReferralEvent event, Referral after) {
        if (event.type() == EventType.ENTERED_IN_ERROR) {
            return takenBack(after);
        }
        return event.type() == EventType.OUTCOME_CORRECTED ? corrected(event, after) : List.of();
    }

    private static List<RecordEntry> takenBack(Referral after) {
        return after.recordEntries().stream()
                .filter(entry -> !entry.takenBack() && entry.status() != FilingStatus.ALREADY_THERE)
                .map(entry -> entry.takenBack("The referral was entered in error."))
                .toList();
    }

    /** The words of the closure are written anew, where they stand, so that the record never tells two outcomes. */
    private static List<RecordEntry> corrected(ReferralEvent correction, Referral after) {
        String words = EntryNarrative.of(after, correction, Optional.empty());
        return after.recordEntries().stream()
                .filter(entry -> entry.planned() == Planned.TEXT && !entry.takenBack())
                .filter(toldBy(after))
                .map(entry -> entry.corrected(correction.id(), words))
                .toList();
    }

    /** By the event that closed the referral, or by a correction of it. */
    private static Predicate<RecordEntry> toldBy(Referral referral) {
        return entry -> referral.event(entry.cause())
                .filter(event -> event.type() == EventType.OUTCOME_CORRECTED
                        || referral.closedBy()
                                .filter(closing -> closing.id().equals(event.id()))
                                .isPresent())
                .isPresent();
    }
}
