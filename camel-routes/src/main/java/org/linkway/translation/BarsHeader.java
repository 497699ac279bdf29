package org.linkway.translation;

import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.linkway.fhir.terminology.MessageEvent;
import org.linkway.fhir.terminology.MessageReason;
import org.linkway.translation.BundleIndex.Entry;

/** What drives a BaRS message: its header, and the status of its ServiceRequest. */
record BarsHeader(Entry<MessageHeader> entry, BundleIndex index) {

    static Optional<BarsHeader> of(BundleIndex index) {
        return index.all(MessageHeader.class).stream().findFirst().map(entry -> new BarsHeader(entry, index));
    }

    /** The event as it was given, code or URI. */
    Optional<String> eventGiven() {
        MessageHeader header = entry.resource();
        return Optional.ofNullable(
                header.hasEventCoding()
                        ? header.getEventCoding().getCode()
                        : header.getEvent().primitiveValue());
    }

    Optional<MessageEvent> event() {
        return eventGiven().flatMap(code -> MessageEvent.fromCode(MessageEvent.SYSTEM, code));
    }

    Optional<String> reasonGiven() {
        return reasonCoding().map(Coding::getCode);
    }

    Optional<MessageReason> reason() {
        return reasonCoding().flatMap(coding -> MessageReason.fromCode(coding.getSystem(), coding.getCode()));
    }

    private Optional<Coding> reasonCoding() {
        return entry.resource().getReason().getCoding().stream()
                .filter(coding -> MessageReason.SYSTEM.equals(coding.getSystem()))
                .findFirst();
    }

    Optional<Entry<ServiceRequest>> request() {
        return index.all(ServiceRequest.class).stream().findFirst();
    }

    Optional<ServiceRequestStatus> status() {
        return request().map(it -> it.resource().getStatus());
    }

    /** The line of the table by which it means something. */
    Optional<MessageTable.Row> row() {
        return event().flatMap(event ->
                reason().flatMap(reason -> status().flatMap(it -> MessageTable.find(event, reason, it))));
    }

    Optional<String> replyTo() {
        return Optional.of(entry.resource().getSource())
                .map(MessageHeader.MessageSourceComponent::getEndpoint)
                .filter(Objects::nonNull);
    }

    String path(String element) {
        return entry.path(element);
    }
}
