package org.linkway.routes.outbound;

import java.util.UUID;
import org.linkway.routes.port.DeliveryWaker;
import org.linkway.routes.port.DocumentChannel;
import org.linkway.routes.port.DocumentNews;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.RecordEntries;
import org.linkway.workflow.LateNews;
import org.linkway.workflow.Party;

/**
 * Something has come back for a document: whoever waits for it is woken. An entry that was left to a person meanwhile, because
 * nothing came, is settled first; so its delivery finds it as it stands.
 */
public final class HearOfDocument implements DocumentNews {
    private final RecordEntries entries;
    private final DocumentChannel documents;
    private final EntryLedger ledger;
    private final DeliveryWaker waker;
    private final Party linkway;

    /** @param linkway the gateway itself, which sees every entry */
    public HearOfDocument(
            RecordEntries entries, DocumentChannel documents, Journal journal, DeliveryWaker waker, Party linkway) {
        this.entries = entries;
        this.documents = documents;
        this.ledger = new EntryLedger(journal);
        this.waker = waker;
        this.linkway = linkway;
    }

    @Override
    public void arrived(UUID entryId) {
        entries.find(linkway, entryId)
                .flatMap(entry -> LateNews.of(entry, documents.receipt(entry)))
                .ifPresent(ledger::settle);
        waker.wake(entryId);
    }
}
