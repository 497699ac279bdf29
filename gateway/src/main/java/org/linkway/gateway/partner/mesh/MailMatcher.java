package org.linkway.gateway.partner.mesh;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.store.MeshDocument;
import org.linkway.gateway.store.MeshDocument.Failure;
import org.linkway.gateway.store.MeshDocument.Kind;
import org.linkway.gateway.store.MeshLedger;
import org.linkway.gateway.store.MeshMail;
import org.linkway.translation.itk.ItkResponse;
import org.linkway.translation.itk.ItkResponse.Level;
import org.linkway.translation.itk.ItkTranslation;

/** Finds the document that a message from the inbox is about, and writes down what it says of it. */
final class MailMatcher {
    /** With which MESH reports that all went well. */
    private static final String TRANSFERRED = "00";

    private final MeshLedger ledger;
    private final ItkTranslation translation;
    private final String ackWorkflow;
    private final Clock clock;

    MailMatcher(MeshLedger ledger, ItkTranslation translation, String ackWorkflow, Clock clock) {
        this.ledger = ledger;
        this.translation = translation;
        this.ackWorkflow = ackWorkflow;
        this.clock = clock;
    }

    /** The entry that it is about; empty where it fits nothing that was sent. */
    Optional<UUID> match(MeshMail mail) {
        if (mail.isReport()) {
            return reported(mail).map(document -> {
                report(mail, document);
                return document.entryId();
            });
        }
        if (mail.workflowId().filter(ackWorkflow::equals).isEmpty()) {
            return Optional.empty();
        }
        return translation.response(mail.body()).flatMap(this::match);
    }

    /** MESH names the message by our id and by its own; its own may have come before ours was told. */
    private Optional<MeshDocument> reported(MeshMail report) {
        return report.localId()
                .flatMap(MailMatcher::uuid)
                .flatMap(ledger::byLocalId)
                .or(() -> report.linkedId().flatMap(ledger::byMeshId));
    }

    private void report(MeshMail report, MeshDocument document) {
        if (report.statusCode().filter(TRANSFERRED::equals).isEmpty()) {
            ledger.failed(
                    document.localId(),
                    new Failure(Kind.UNDELIVERED, MeshFault.sentence(report.statusCode())),
                    clock.instant());
        }
    }

    private Optional<UUID> match(ItkResponse response) {
        return response.answers().flatMap(ledger::byLocalId).map(document -> {
            write(response, document, clock.instant());
            return document.entryId();
        });
    }

    private void write(ItkResponse response, MeshDocument document, Instant now) {
        if (response.positive() && response.level() == Level.INFRASTRUCTURE) {
            ledger.acknowledgedBySystem(document.localId(), now);
        } else if (response.positive()) {
            ledger.acknowledgedByPractice(document.localId(), now);
        } else if (!isEchoOfASecondSending(response, document)) {
            ledger.failed(document.localId(), new Failure(Kind.REJECTED, response.refusal()), now);
        }
    }

    /** The system has acknowledged the document, and says of a copy of it that it has it. */
    private static boolean isEchoOfASecondSending(ItkResponse response, MeshDocument document) {
        return response.saysItCameBefore() && document.infrastructureAt().isPresent();
    }

    private static Optional<UUID> uuid(String localId) {
        try {
            return Optional.of(UUID.fromString(localId));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
