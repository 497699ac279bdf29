package org.linkway.routes.outbound;

import static org.linkway.routes.outbound.EntryLedger.asking;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.routes.port.DocumentChannel;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.MessageExchange;
import org.linkway.routes.port.RequestLedger;
import org.linkway.translation.MessageTranslation;
import org.linkway.workflow.Receipt;

/** The steps by which an entry goes to a practice on a channel that cannot be read back: what comes back is all the proof. */
public final class HandOverEntry {
    /** Whoever has news of a document wakes its delivery; this is for news that was lost. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private static final String NOT_PROVEN = "Delivered, not proven in the record: ";

    private final DocumentChannel documents;
    private final MessageExchange exchange;
    private final MessageTranslation translation;
    private final RequestLedger requests;
    private final EntryLedger ledger;

    public HandOverEntry(
            DocumentChannel documents,
            MessageExchange exchange,
            MessageTranslation translation,
            RequestLedger requests,
            Journal journal) {
        this.documents = documents;
        this.exchange = exchange;
        this.translation = translation;
        this.requests = requests;
        this.ledger = new EntryLedger(journal);
    }

    RecordEntry hand(AddressedEntry addressed) {
        if (addressed.entry().takenBack()) {
            throw new EntryStopped(
                    addressed.job(),
                    FilingStatus.PARKED,
                    "What was delivered on this channel cannot be taken back by Linkway. Ask the practice to mark it as"
                            + " entered in error.");
        }
        return switch (addressed.channel()) {
            case MESH -> byDocument(addressed);
            case BARS -> byMessage(addressed);
            case PULL -> throw waiting(addressed);
            case FHIR -> throw new IllegalStateException("A FHIR record is read back.");
        };
    }

    /** What came back is sent again where it goes elsewhere now: the channel knows what there is to send. */
    private RecordEntry byDocument(AddressedEntry addressed) {
        if (documents.receipt(addressed.entry()) instanceof Receipt.Acknowledged acknowledged) {
            return delivered(addressed.entry(), "both acknowledgements came, the last at " + acknowledged.at() + ".");
        }
        AddressedEntry sending = addressed.with(ledger.sending(addressed));
        asking(sending.job(), FilingStatus.REFUSED, () -> {
            documents.send(
                    sending.address().practice(),
                    sending.job().referral(),
                    sending.entry(),
                    sending.address().nhsNumber());
            return sending;
        });
        if (documents.receipt(sending.entry()) instanceof Receipt.Failed failed) {
            throw new EntryStopped(sending.job(), FilingStatus.PARKED, failed.why());
        }
        throw new EntryWaits(
                new DeliveryOutcome.Awaiting("Handed over; the acknowledgements are still to come.", LOOK_AGAIN));
    }

    private RecordEntry byMessage(AddressedEntry addressed) {
        Referral referral = addressed.job().referral();
        if (!referral.conversation().isAnsweredByMessages() || !cameFromThePractice(addressed)) {
            throw new EntryStopped(
                    addressed.job(),
                    FilingStatus.PARKED,
                    "This practice takes entries as BaRS responses, and the referral did not come as a BaRS message from"
                            + " it. Tell the practice another way.");
        }
        RecordEntry sending = ledger.sending(addressed);
        asking(addressed.job().with(sending), FilingStatus.REFUSED, () -> {
            exchange.send(translation.entry(
                    messageId(sending),
                    referral,
                    sending,
                    addressed.address().nhsNumber(),
                    requests.lastEcho(referral.id())));
            return sending;
        });
        return delivered(sending, "the practice's system took the message.");
    }

    /** The same for the same edition, so that a repeat is known for one. */
    private static UUID messageId(RecordEntry entry) {
        return UUID.nameUUIDFromBytes((entry.id() + "/" + entry.edition()).getBytes(StandardCharsets.UTF_8));
    }

    /** Whoever sent the referral reads what came of it here, and nobody else does. */
    private EntryWaits waiting(AddressedEntry addressed) {
        if (!cameFromThePractice(addressed)) {
            throw new EntryStopped(
                    addressed.job(),
                    FilingStatus.PARKED,
                    "This practice reads its entries here, and can read only those of referrals that it sent. Tell the"
                            + " practice another way.");
        }
        ledger.sending(addressed);
        return new EntryWaits(new DeliveryOutcome.Awaiting("Waits to be read by the practice.", LOOK_AGAIN));
    }

    private static boolean cameFromThePractice(AddressedEntry addressed) {
        return addressed.job().referral().referrer().organisationOds().stream()
                .anyMatch(addressed.address().practice().odsCode()::equalsIgnoreCase);
    }

    private RecordEntry delivered(RecordEntry entry, String proof) {
        return ledger.settle(entry.now(FilingStatus.DELIVERED, Optional.of(NOT_PROVEN + proof), Optional.empty()));
    }
}
