package org.linkway.routes.inbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.InboundMessage.Returned;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.RequestLedger;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Body;
import org.linkway.workflow.KeptAnswer;

/** Puts answers together, and keeps the refusals that a repeat has to get again. */
public final class Answers {
    private final ReferralTranslation translation;
    private final RequestLedger ledger;
    private final PublishedResources resources;

    public Answers(ReferralTranslation translation, RequestLedger ledger, PublishedResources resources) {
        this.translation = translation;
        this.ledger = ledger;
        this.resources = resources;
    }

    /** The answer that a commit keeps when what it answers is a resource that it makes. */
    KeptAnswer resource(ClaimedMessage claimed, int httpStatus, String location, List<Issue> remarks) {
        WireFormat format = claimed.message().answerFormat();
        List<Issue> all = new ArrayList<>(List.of(Issue.information("This is " + location + " now.")));
        all.addAll(remarks);
        return KeptAnswer.resource(
                claimed.claim(), httpStatus, format.mediaType(), translation.answer(all, format), location);
    }

    /** What was committed and kept for the message. */
    MessageOutcome accepted(ClaimedMessage claimed) {
        return new MessageOutcome.Accepted(of(ledger.answer(claimed.claim()), claimed.message()));
    }

    /** A resource as it stands, where the message changed nothing. */
    MessageOutcome unchanged(ClaimedMessage claimed, Version version) {
        ledger.release(claimed.claim());
        KeptAnswer answer = resource(claimed, 200, place(version), List.of());
        return new MessageOutcome.Accepted(answer(answer, version, claimed.message()));
    }

    /** What is here already, as the answer to a request to create it. */
    KeptAnswer standing(ClaimedMessage claimed, Version version) {
        return resource(claimed, 200, place(version) + "/_history/" + version.version(), List.of());
    }

    Answer of(KeptAnswer kept, InboundMessage message) {
        return kept.location()
                .map(location -> answer(kept, version(location, message), message))
                .orElseGet(
                        () -> new Answer(kept.httpStatus(), kept.contentType(), body(kept, message), Optional.empty()));
    }

    /** A transaction is answered with where its resources are, and with these themselves where that is preferred. */
    private Body body(KeptAnswer kept, InboundMessage message) {
        return message.door() == Door.TRANSACTION
                        && message.returned() == Returned.REPRESENTATION
                        && kept.httpStatus() < 400
                ? translation.withResources(
                        kept.body(), kept.contentType(), location -> read(version(location, message), WireFormat.JSON))
                : kept.body();
    }

    private Version version(String location, InboundMessage message) {
        String[] parts = location.split("/", -1);
        return resources
                .read(message.party(), parts[0], parts[1], Long.parseLong(parts[3]))
                .orElseThrow(() -> new IllegalStateException("What was answered cannot be read: " + location));
    }

    private Body read(Version version, WireFormat format) {
        return translation.read(version.resource(), version.version(), version.lastUpdated(), format);
    }

    private static String place(Version version) {
        return version.resource().type() + "/" + version.resource().id();
    }

    private Answer answer(KeptAnswer kept, Version version, InboundMessage message) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ETag", "W/\"" + version.version() + "\"");
        if (message.door() == Door.CREATE) {
            headers.put("Location", place(version) + "/_history/" + version.version());
        }
        Returned returned = returned(message);
        Body body = switch (returned) {
            case MINIMAL -> Body.of(new byte[0]);
            case OPERATION_OUTCOME -> kept.body();
            case AS_USUAL, REPRESENTATION ->
                translation.read(version.resource(), version.version(), version.lastUpdated(), message.answerFormat());
        };
        String contentType = returned == Returned.OPERATION_OUTCOME
                ? kept.contentType()
                : message.answerFormat().mediaType();
        return new Answer(kept.httpStatus(), contentType, body, Optional.empty(), headers);
    }

    /** Nobody acts on a ServiceRequest alone: its sender is told so, unless it asked for something else. */
    private static Returned returned(InboundMessage message) {
        boolean opensNothing =
                message.door() == Door.CREATE && message.target().type().equals("ServiceRequest");
        return opensNothing && message.returned() == Returned.AS_USUAL
                ? Returned.OPERATION_OUTCOME
                : message.returned();
    }

    MessageOutcome refuse(RejectedMessage rejected) {
        Answer answer = answer(rejected);
        rejected.givenBack().ifPresent(ledger::release);
        rejected.keptFor()
                .ifPresent(claim ->
                        ledger.refuse(new KeptAnswer(claim, answer.httpStatus(), answer.contentType(), answer.body())));
        return new MessageOutcome.Rejected(answer);
    }

    MessageOutcome repeat(AnsweredBefore before) {
        before.givenBack().ifPresent(ledger::release);
        Answer answer = of(before.first(), before.message());
        return answer.httpStatus() < 400 ? new MessageOutcome.Accepted(answer) : new MessageOutcome.Rejected(answer);
    }

    private Answer answer(RejectedMessage rejected) {
        WireFormat format = rejected.message().answerFormat();
        return new Answer(
                Issue.httpStatus(rejected.issues()),
                format.mediaType(),
                translation.answer(rejected.issues(), format),
                rejected.retryAfter(),
                rejected.headers());
    }
}
