package org.linkway.routes.outbound;

import static org.linkway.routes.outbound.EntryLedger.asking;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.routes.port.DocumentChannel;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.MessageExchange;
import org.linkway.routes.port.PulledEntries;
import org.linkway.routes.port.RequestLedger;
import org.linkway.translation.MessageTranslation;
import org.linkway.workflow.EntryRead;
import org.linkway.workflow.LateNews;
import org.linkway.workflow.Receipt;
import org.linkway.workflow.RecordChannel;

/** The steps by which an entry goes to a practice on a channel that cannot be read back: what comes back is all the proof. */
public final class HandOverEntry {
    /** Whoever has news of a document wakes its delivery; this is for news that was lost. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    /** Whoever reads an entry wakes its delivery; this is to see whether the person is still where they were. */
    private static final Duration LOOK_AGAIN_UNREAD = Duration.ofDays(1);

    private final DocumentChannel documents;
    private final MessageExchange exchange;
    private final MessageTranslation translation;
    private final RequestLedger requests;
    private final PulledEntries reads;
    private final Duration unreadAfter;
    private final Clock clock;
    private final EntryLedger ledger;

    /** @param unreadAfter how long an entry waits to be read before it is a person's turn */
    public HandOverEntry(
            DocumentChannel documents,
            MessageExchange exchange,
            MessageTranslation translation,
            RequestLedger requests,
            PulledEntries reads,
            Duration unreadAfter,
            Journal journal,
            Clock clock) {
        this.documents = documents;
        this.exchange = exchange;
        this.translation = translation;
        this.requests = requests;
        this.reads = reads;
        this.unreadAfter = unreadAfter;
        this.clock = clock;
        this.ledger = new EntryLedger(journal);
    }

    /**
     * What has come back of a document counts before anything else is asked: what changed after it was handed over does not
     * make it unsent.
     */
    FilingJob look(FilingJob job) {
        RecordEntry entry = job.entry();
        if (!isHandedOver(entry)) {
            return job;
        }
        Receipt receipt = documents.receipt(entry);
        if (receipt instanceof Receipt.Acknowledged acknowledged) {
            return job.with(ledger.settle(LateNews.delivered(entry, acknowledged)));
        }
        if (receipt instanceof Receipt.Failed failed) {
            throw new EntryStopped(job, FilingStatus.PARKED, failed.why());
        }
        if (receipt instanceof Receipt.Awaited awaited) {
            noteMessage(entry, awaited);
            throw awaitingAcknowledgements();
        }
        return job;
    }

    private static boolean isHandedOver(RecordEntry entry) {
        return entry.status() == FilingStatus.SENT
                && !entry.takenBack()
                && entry.sentTo()
                        .filter(to -> to.channel().equals(RecordChannel.MESH.code()))
                        .isPresent();
    }

    /** Each message that an entry went out as is in its history. */
    private void noteMessage(RecordEntry entry, Receipt.Awaited awaited) {
        Optional<String> sentence = Optional.of(
                "Handed over as message " + awaited.message() + "; the acknowledgements are still to come.");
        if (!entry.explanation().equals(sentence)) {
            ledger.settle(entry.now(FilingStatus.SENT, sentence, entry.proof()));
        }
    }

    private static EntryWaits awaitingAcknowledgements() {
        return new EntryWaits(
                new DeliveryOutcome.Awaiting("Handed over; the acknowledgements are still to come.", LOOK_AGAIN));
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
            case PULL -> byReading(addressed);
            case FHIR -> throw new IllegalStateException("A FHIR record is read back.");
        };
    }

    /** The channel knows what there is to send: nothing that was handed over, but for what a person wants sent anew. */
    private RecordEntry byDocument(AddressedEntry addressed) {
        AddressedEntry sending = addressed.with(ledger.sending(addressed));
        asking(sending.job(), FilingStatus.REFUSED, () -> {
            documents.send(
                    sending.address().practice(),
                    sending.job().referral(),
                    sending.entry(),
                    sending.address().nhsNumber());
            return sending;
        });
        RecordEntry looked = look(sending.job()).entry();
        if (looked.status() == FilingStatus.SENT) {
            throw awaitingAcknowledgements();
        }
        return looked;
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
        return ledger.settle(sending.now(
                FilingStatus.DELIVERED,
                Optional.of(LateNews.NOT_PROVEN + "the practice's system took the message."),
                Optional.empty()));
    }

    /** The same for the same edition, so that a repeat is known for one. */
    private static UUID messageId(RecordEntry entry) {
        return UUID.nameUUIDFromBytes((entry.id() + "/" + entry.edition()).getBytes(StandardCharsets.UTF_8));
    }

    /** Whoever sent the referral reads what came of it here, and nobody else does. */
    private RecordEntry byReading(AddressedEntry addressed) {
        if (!cameFromThePractice(addressed)) {
            throw new EntryStopped(
                    addressed.job(),
                    FilingStatus.PARKED,
                    "This practice reads its entries here, and can read only those of referrals that it sent. Tell the"
                            + " practice another way.");
        }
        RecordEntry waiting = ledger.sending(addressed);
        if (reads.of(waiting.id()).edition() == waiting.edition()) {
            return ledger.settle(EntryRead.delivered(waiting));
        }
        Duration left =
                Duration.between(clock.instant(), waitsFrom(addressed.job()).plus(unreadAfter));
        if (left.isNegative() || left.isZero()) {
            throw new EntryStopped(
                    addressed.job().with(waiting),
                    FilingStatus.PARKED,
                    "The practice has not read this entry within " + inWords(unreadAfter)
                            + ". Ask it to, or tell it another way and settle the entry.");
        }
        throw new EntryWaits(new DeliveryOutcome.Awaiting(
                "Waits to be read by the practice.", left.compareTo(LOOK_AGAIN_UNREAD) < 0 ? left : LOOK_AGAIN_UNREAD));
    }

    /** A correction, or a person's replay, lets it wait anew. */
    private static Instant waitsFrom(FilingJob job) {
        Instant made = job.delivery().givenUpFrom();
        Instant told = job.referral()
                .event(job.entry().cause())
                .map(ReferralEvent::recordedAt)
                .orElse(made);
        return told.isAfter(made) ? told : made;
    }

    private static String inWords(Duration duration) {
        return duration.toDays() > 0 ? duration.toDays() + " days" : duration.toMinutes() + " minutes";
    }

    private static boolean cameFromThePractice(AddressedEntry addressed) {
        return addressed.job().referral().referrer().organisationOds().stream()
                .anyMatch(addressed.address().practice().odsCode()::equalsIgnoreCase);
    }
}
