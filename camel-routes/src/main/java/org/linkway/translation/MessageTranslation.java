package org.linkway.translation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.MessageReason;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Person;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.workflow.Body;
import org.linkway.workflow.KeptAnswer;

/** The way from the local referral model to BaRS messages, for those who move them and do not look into them. */
public final class MessageTranslation {
    /** Anything else could be no header. */
    private static final Pattern USE_CASE = Pattern.compile("[A-Za-z0-9-]+");

    private final FhirJson json;
    private final OwnService own;

    public MessageTranslation(FhirContext fhir, OwnService own) {
        this.json = new FhirJson(fhir);
        this.own = own;
    }

    /** The canonical URLs of the definitions of all messages that are taken. */
    public static Stream<String> taken() {
        return MessageTable.rows().stream().map(MessageShape::url).distinct();
    }

    /** The same of those that are sent: {@link #response} and {@link #onward}. */
    public static Stream<String> sent() {
        return MessageTable.rows().stream()
                .filter(row -> row.reason() != MessageReason.DELETE)
                .map(MessageShape::url)
                .distinct();
    }

    /**
     * How a referral stood right after an event, for the sender of the message that brought it.
     *
     * @param id of the message; with it the same message is made again
     * @param lastEcho how the sender's last message about the referral was answered
     */
    public OutboundMessage response(UUID id, Referral referral, ReferralEvent event, Optional<KeptAnswer> lastEcho) {
        StandingMessage sent = standing(lastEcho);
        return response(
                id,
                referral,
                ResponseMessage.toFhir(
                        id, referral, event, referral.request().consent().feedBack(), sent, own));
    }

    /**
     * An entry for the record of the practice that sent the referral, with how the referral stood when it was made.
     *
     * @param nhsNumber under which the person is traced now
     */
    public OutboundMessage entry(
            UUID id, Referral referral, RecordEntry entry, String nhsNumber, Optional<KeptAnswer> lastEcho) {
        Person person = referral.person().tracedUnder(nhsNumber);
        return response(id, referral, ResponseMessage.with(entry, person, id, referral, standing(lastEcho), own));
    }

    private StandingMessage standing(Optional<KeptAnswer> lastEcho) {
        return lastEcho.map(it -> json.read(Bundle.class, it))
                .map(StandingMessage::of)
                .orElseGet(StandingMessage::none);
    }

    private OutboundMessage response(UUID id, Referral referral, Bundle message) {
        return new OutboundMessage(
                referral.conversation().replyTo().flatMap(ServiceAddress::parse).orElseThrow(),
                id,
                correlationId(referral),
                useContext(message, "servicerequest-response|new"),
                json.body(message, WireFormat.JSON));
    }

    /** What to ask of a service before it is sent this; empty where nothing is cancelled, or it was told no NHS number. */
    public Optional<OnwardSearch> soughtFirst(Referral referral, OnwardReferral onward, OnwardBarsService to) {
        if (!OnwardBarsMessage.cancels(referral, onward)) {
            return Optional.empty();
        }
        Bundle message = OnwardBarsMessage.toFhir(referral, onward, to, own);
        return new BundleIndex(message)
                .all(Patient.class).stream()
                        .flatMap(it -> it.resource().getIdentifier().stream())
                        .filter(it -> IdentifierSystem.NHS_NUMBER.matches(it.getSystem()))
                        .map(it -> URLEncoder.encode(it.getSystem() + "|" + it.getValue(), StandardCharsets.UTF_8))
                        .map(person -> new OnwardSearch(
                                to.address(), correlationId(referral), "ServiceRequest?patient:identifier=" + person))
                        .findFirst();
    }

    /**
     * An onward referral, or its cancellation, for a service that speaks BaRS. Each that says something else has another request
     * id; by which ids of the service's it says so makes no difference, so that what was asked anew is no other message.
     *
     * @param found what the service answered when it was {@linkplain #soughtFirst asked}; what cannot be read tells nothing
     */
    public OutboundMessage onward(
            Referral referral, OnwardReferral onward, OnwardBarsService to, Optional<Body> found) {
        Bundle message = OnwardBarsMessage.toFhir(referral, onward, to, own);
        UUID requestId =
                UUID.nameUUIDFromBytes(json.body(message, WireFormat.JSON).bytes());
        found.flatMap(answer -> place(answer, onward)).ifPresent(place -> place.nameIn(message));
        String reason = BarsHeader.of(new BundleIndex(message))
                .flatMap(BarsHeader::reasonGiven)
                .orElseThrow();
        return new OutboundMessage(
                to.address(),
                requestId,
                correlationId(referral),
                useContext(message, "servicerequest-request|" + reason),
                json.body(message, WireFormat.JSON));
    }

    private Optional<OnwardPlace> place(Body found, OnwardReferral onward) {
        try {
            return OnwardPlace.in(json.read(Bundle.class, found, WireFormat.JSON), onward);
        } catch (DataFormatException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** BaRS: the same in all messages about a referral; for one that began here, its own id. */
    private static String correlationId(Referral referral) {
        return referral.conversation().correlationId().orElse(referral.id().toString());
    }

    private static String useContext(Bundle message, String eventAndReason) {
        String useCase = new BundleIndex(message)
                .all(ServiceRequest.class).stream()
                        .flatMap(it -> it.resource().getCategory().stream())
                        .flatMap(it -> it.getCoding().stream())
                        .filter(it -> CodeSystems.BARS_USE_CASE.equals(it.getSystem())
                                && USE_CASE.matcher(it.getCode()).matches())
                        .map(it -> it.getCode() + "|")
                        .findFirst()
                        .orElse("|");
        return useCase + "referral|" + eventAndReason;
    }
}
