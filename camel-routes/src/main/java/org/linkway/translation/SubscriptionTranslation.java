package org.linkway.translation;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.workflow.Body;
import org.linkway.workflow.Notification;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.Subscription;

/** The way between FHIR's subscriptions and notifications and Linkway's, for those who do not look into them. */
public final class SubscriptionTranslation {
    private final FhirJson json;
    private final Supplier<String> base;

    /** @param base of this server, as notifications name it */
    public SubscriptionTranslation(FhirContext fhir, Supplier<String> base) {
        this.json = new FhirJson(fhir);
        this.base = base;
    }

    /** The subscription that a resource asks for, which was read and found valid. */
    public Mapped<Subscription> toModel(ResourceReading reading, String id, Party owner, Instant now) {
        return SubscriptionMapper.toModel(sent(reading), id, owner, now);
    }

    /** The id in the resource that was sent. */
    public Optional<String> id(ResourceReading reading) {
        return Optional.ofNullable(sent(reading).getIdElement().getIdPart());
    }

    private static org.hl7.fhir.r4.model.Subscription sent(ResourceReading reading) {
        return (org.hl7.fhir.r4.model.Subscription) reading.resource().orElseThrow();
    }

    /** What was sent, as its owner then reads it. */
    public PublishedResource published(ResourceReading reading, Subscription subscription) {
        return published(sent(reading), subscription);
    }

    /** What stood, with the status that it has now. */
    public PublishedResource restated(PublishedResource resource, Subscription subscription) {
        return published(json.read(org.hl7.fhir.r4.model.Subscription.class, resource.json()), subscription);
    }

    private PublishedResource published(org.hl7.fhir.r4.model.Subscription resource, Subscription subscription) {
        return new PublishedResource(
                "Subscription",
                subscription.id(),
                subscription.owner().id(),
                json.stored(SubscriptionMapper.asItStands(resource, subscription)));
    }

    public Body notification(Notification notification, WireFormat format) {
        return json.body(bundle(notification), format);
    }

    public Bundle bundle(Notification notification) {
        return mapper().bundle(notification);
    }

    /** How a subscription stands. */
    public Parameters status(Notification notification) {
        return mapper().status(notification);
    }

    private NotificationMapper mapper() {
        return new NotificationMapper(json, base.get());
    }
}
