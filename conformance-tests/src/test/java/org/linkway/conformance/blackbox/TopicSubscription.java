package org.linkway.conformance.blackbox;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** Subscriptions as the Subscriptions R5 Backport writes them on R4. */
final class TopicSubscription {
    static final String TASKS = "http://hl7.org/fhir/us/sdoh-clinicalcare/SubscriptionTopic/Task";
    static final String SERVICE_REQUESTS = "https://fhir.linkway.org/SubscriptionTopic/service-request";
    static final String BACKPORT = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";

    private TopicSubscription() {}

    static Subscription to(String topic, String endpoint, String content, String... filters) {
        Subscription subscription = new Subscription();
        subscription.getMeta().addProfile(BACKPORT + "subscription");
        subscription
                .setStatus(SubscriptionStatus.REQUESTED)
                .setReason("To know what became of it.")
                .setCriteria(topic);
        for (String filter : filters) {
            subscription.getCriteriaElement().addExtension(BACKPORT + "filter-criteria", new StringType(filter));
        }
        subscription
                .getChannel()
                .setType(SubscriptionChannelType.RESTHOOK)
                .setEndpoint(endpoint)
                .setPayload("application/fhir+json")
                .addHeader("Authorization: Bearer invented-secret");
        subscription
                .getChannel()
                .getPayloadElement()
                .addExtension(new Extension(BACKPORT + "payload-content", new CodeType(content)));
        return subscription;
    }

    static Subscription inPortionsOf(int events, Subscription subscription) {
        subscription.getChannel().addExtension(BACKPORT + "max-count", new PositiveIntType(events));
        return subscription;
    }
}
