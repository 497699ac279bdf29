package org.linkway.routes.outbound;

import java.util.Optional;
import java.util.function.Supplier;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.workflow.Delivery.Owner;
import org.linkway.workflow.SettleEntry;

/** Writes down how an entry stands, step by step, so that whoever comes after a crash knows what may have happened. */
final class EntryLedger {
    private final Journal journal;

    EntryLedger(Journal journal) {
        this.journal = journal;
    }

    /** What was decided on an entry that has moved on in between is decided again. */
    RecordEntry settle(RecordEntry moved) {
        RecordEntry entry = SettleEntry.reminding(moved);
        if (!journal.settle(entry)) {
            throw new HeldUp("The entry was changed while it was filed; it is looked at again.");
        }
        return entry;
    }

    /** Before anything is sent: from here on it may stand there, whatever becomes of this attempt. */
    RecordEntry sending(AddressedEntry addressed) {
        RecordEntry entry = addressed.entry();
        return entry.status() == FilingStatus.SENT && entry.sentTo().equals(Optional.of(addressed.sending()))
                ? entry
                : settle(entry.sending(addressed.sending()));
    }

    /** What the practice's system will not take or tell is a person's turn, however it says so. */
    static <T> T asking(FilingJob job, FilingStatus whereRefused, Supplier<T> question) {
        try {
            return question.get();
        } catch (PartnerRefused e) {
            throw new EntryStopped(job, whereRefused, e.getMessage(), Owner.OPERATOR);
        }
    }
}
