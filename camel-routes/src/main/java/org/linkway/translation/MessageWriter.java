package org.linkway.translation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.MessageDestinationComponent;
import org.hl7.fhir.r4.model.MessageHeader.MessageSourceComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.MessageEvent;
import org.linkway.fhir.terminology.MessageReason;

/** A BaRS message that is being written. Its fullUrls follow from its id, so that it is the same whenever it is written. */
final class MessageWriter {
    private static final String PAYLOAD_VERSION = "1.1.0";
    private static final String HEADER = "header";

    private final UUID id;
    private final Instant at;
    private final MessageHeader header = new MessageHeader();
    private final Bundle bundle = new Bundle();

    MessageWriter(UUID id, Instant at, LinkwayProfile profile) {
        this.id = id;
        this.at = at;
        Date stamp = Date.from(at);
        bundle.setType(Bundle.BundleType.MESSAGE).setTimestamp(stamp);
        bundle.setId(id.toString());
        bundle.getMeta()
                .setVersionId(PAYLOAD_VERSION)
                .setLastUpdated(stamp)
                .addProfile(profile.url())
                .addProfile(PublishedProfile.BARS_MESSAGE);
        add(HEADER, header);
    }

    /** Where something stands that this message adds to what was said before. */
    String place(String name) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes((id + name).getBytes(StandardCharsets.UTF_8));
    }

    /** What is made or changed by what the message tells. */
    Reference add(String name, Resource resource) {
        return addAt(place(name), resource, at);
    }

    /** @param changed last: BaRS replaces what stands there only by what is later */
    Reference addAt(String fullUrl, Resource resource, Instant changed) {
        resource.getMeta().setLastUpdated(Date.from(changed));
        bundle.addEntry().setFullUrl(fullUrl).setResource(resource);
        return new Reference(fullUrl);
    }

    MessageWriter says(MessageEvent event, MessageReason reason, Reference focus, String definition) {
        header.setEvent(event.toCoding());
        header.setReason(new CodeableConcept(reason.toCoding()));
        header.addFocus(focus);
        header.setDefinition(definition);
        boolean asks = event == MessageEvent.SERVICE_REQUEST;
        header.getMeta()
                .addProfile((asks ? LinkwayProfile.REQUEST_HEADER : LinkwayProfile.RESPONSE_HEADER).url())
                .addProfile(asks ? PublishedProfile.BARS_REQUEST_HEADER : PublishedProfile.BARS_RESPONSE_HEADER);
        return this;
    }

    MessageWriter goes(OwnService from, Reference sender, ServiceAddress to, Reference receiver) {
        header.setSender(sender);
        header.setSource(new MessageSourceComponent()
                .setEndpoint(from.address().toString())
                .setName(from.name())
                .setSoftware("Linkway"));
        header.addDestination(
                new MessageDestinationComponent().setEndpoint(to.toString()).setReceiver(receiver));
        return this;
    }

    MessageWriter answers(String bundleId) {
        header.getResponse().setIdentifier(bundleId).setCode(MessageHeader.ResponseType.OK);
        return this;
    }

    Bundle bundle() {
        return bundle;
    }
}
