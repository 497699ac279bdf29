package org.linkway.gateway.partner.mesh;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.store.MeshDocument;
import org.linkway.gateway.store.MeshLedger;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.routes.port.DocumentChannel;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.translation.itk.ItkTranslation;
import org.linkway.translation.itk.OutboundDocument;
import org.linkway.translation.itk.SendingOrganisation;
import org.linkway.workflow.Receipt;

/**
 * Hands entries over by GP Connect Send Document. What is about to be sent is written down before it is sent; where it is not
 * known what came of that, MESH is asked before anything is sent again. A document that is known not to have been delivered goes
 * out anew, as a message of its own, only where a person has replayed it.
 */
final class MeshDocumentChannel implements DocumentChannel {
    private final MeshLedger ledger;
    private final ItkTranslation translation;
    private final Optional<Post> post;
    private final Patience patience;
    private final Clock clock;

    /** How documents leave: there is none while MESH is off. */
    record Post(MeshClient client, SendingOrganisation sender) {}

    /**
     * How long is waited.
     *
     * @param acknowledgements until a missing one is a person's turn
     * @param outcome until MESH is asked what came of an attempt
     */
    record Patience(Duration acknowledgements, Duration outcome) {}

    MeshDocumentChannel(
            MeshLedger ledger, ItkTranslation translation, Optional<Post> post, Patience patience, Clock clock) {
        this.ledger = ledger;
        this.translation = translation;
        this.post = post;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public void send(Practice practice, Referral referral, RecordEntry entry, String nhsNumber) {
        Post open = post.orElseThrow(() -> new PartnerRefused(
                "Documents go to practices only where MESH is set up, and it is not (linkway.mesh.url)."));
        if (entry.takenBack()) {
            throw new PartnerRefused("A document that was handed over cannot be taken back over MESH."
                    + " Ask the practice to remove it.");
        }
        MeshAddress to = MeshAddress.of(nhsNumber, referral.person());
        begun(entry, open.client()).ifPresent(begun -> {
            OutboundDocument document = new OutboundDocument(
                    begun.localId(),
                    begun.composedAt(),
                    ledger.before(entry.id(), entry.edition()).map(MeshDocument::localId),
                    open.sender(),
                    practice,
                    referral,
                    entry,
                    nhsNumber);
            handOver(open.client(), to, document);
        });
    }

    private void handOver(MeshClient client, MeshAddress to, OutboundDocument document) {
        MeshLetter letter = new MeshLetter(
                to, document.subject(), document.id(), ItkTranslation.CONTENT_TYPE, translation.message(document));
        try {
            String meshId = client.send(letter);
            ledger.sent(document.id(), meshId, now());
        } catch (PartnerRefused refused) {
            ledger.refused(document.id(), now());
            throw refused;
        }
    }

    /** What is to be sent now, written down; empty where nothing is. */
    private Optional<MeshDocument> begun(RecordEntry entry, MeshClient client) {
        MeshDocument first = MeshDocument.intended(entry.id(), entry.edition(), 1, localId(entry, 1), now());
        if (ledger.intend(first)) {
            return Optional.of(first);
        }
        MeshDocument seen = ledger.find(entry.id(), entry.edition()).orElseThrow();
        if (seen.refusedAt().isPresent() || seen.isAskedAnew()) {
            int attempt = seen.attempt() + 1;
            return Optional.of(again(
                    seen, MeshDocument.intended(entry.id(), entry.edition(), attempt, localId(entry, attempt), now())));
        }
        if (seen.isSent() || isFoundOut(seen, client)) {
            return Optional.empty();
        }
        return Optional.of(again(seen, seen.begunAnew(now())));
    }

    /** Whether MESH has it after all. It is given time to know: another attempt may be under way. */
    private boolean isFoundOut(MeshDocument seen, MeshClient client) {
        if (now().isBefore(seen.begunAt().plus(patience.outcome()))) {
            throw new HeldUp("It is not known yet whether MESH has the document; it will be asked.");
        }
        Optional<String> meshId = client.track(seen.localId());
        meshId.ifPresent(it -> ledger.sent(seen.localId(), it, now()));
        return meshId.isPresent();
    }

    private MeshDocument again(MeshDocument seen, MeshDocument again) {
        if (!ledger.intendAgain(seen, again)) {
            throw new HeldUp("Something has come back for the document, or another attempt began.");
        }
        return again;
    }

    /** The same for the same attempt on whichever node: a practice's system that had it before knows it again. */
    private static UUID localId(RecordEntry entry, int attempt) {
        String name = "mesh/" + entry.id() + "/" + entry.edition() + "/" + attempt;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Receipt receipt(RecordEntry entry) {
        return ledger.find(entry.id(), entry.edition()).map(this::receipt).orElseGet(Receipt.NotSent::new);
    }

    private Receipt receipt(MeshDocument document) {
        if (document.isAskedAnew()) {
            return new Receipt.NotSent();
        }
        if (document.failure().isPresent()) {
            return new Receipt.Failed(document.failure().get().why());
        }
        if (document.isAcknowledged()) {
            Instant system = document.infrastructureAt().orElseThrow();
            Instant practice = document.businessAt().orElseThrow();
            return new Receipt.Acknowledged(system.isAfter(practice) ? system : practice);
        }
        if (!document.isSent()) {
            return new Receipt.NotSent();
        }
        Instant sentAt = document.sentAt().orElseThrow();
        return now().isAfter(sentAt.plus(patience.acknowledgements()))
                ? new Receipt.Failed(overdue(document))
                : new Receipt.Awaited(sentAt, document.localId());
    }

    private String overdue(MeshDocument document) {
        String whose = document.infrastructureAt().isPresent() ? "the practice" : "the practice's system";
        Duration waited = patience.acknowledgements();
        String time = waited.toDays() > 0 ? waited.toDays() + " days" : waited.toMinutes() + " minutes";
        return "No acknowledgement of " + whose + " has come within " + time
                + ". Ask the practice whether it has the document; if not, send the words by other means and settle the"
                + " entry. Linkway does not send it again, because the first may still arrive.";
    }

    /** As the databases keep it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
