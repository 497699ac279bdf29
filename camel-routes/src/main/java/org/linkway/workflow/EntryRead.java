package org.linkway.workflow;

import java.util.Optional;
import java.util.Set;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Sending;

/** What it means that an entry was read here: that of the practice for which it waits is the proof of its delivery. */
public final class EntryRead {
    private EntryRead() {}

    /**
     * The entry as it stands from here on; empty where this reading proves nothing. One that waits for nobody yet, because the
     * person is not traced, is not delivered by being read; one that was left to a person because nobody read it is.
     *
     * @param reader the ODS codes of the reader; none where nobody proves who they are, as in the sandbox
     */
    public static Optional<RecordEntry> delivered(RecordEntry entry, Set<String> reader) {
        boolean waits = entry.status() == FilingStatus.SENT || entry.status() == FilingStatus.PARKED;
        return Optional.of(entry)
                .filter(it -> waits && !it.takenBack())
                .filter(it -> it.sentTo().filter(to -> isFor(to, reader)).isPresent())
                .map(EntryRead::delivered);
    }

    private static boolean isFor(Sending to, Set<String> reader) {
        return to.channel().equals(RecordChannel.PULL.code())
                && (reader.isEmpty() || reader.stream().anyMatch(to.practice()::equalsIgnoreCase));
    }

    /** The entry, read by the practice for which it waits. */
    public static RecordEntry delivered(RecordEntry entry) {
        return entry.now(
                FilingStatus.DELIVERED, Optional.of(LateNews.NOT_PROVEN + "the practice read it."), Optional.empty());
    }
}
