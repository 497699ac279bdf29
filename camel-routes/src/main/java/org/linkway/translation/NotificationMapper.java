package org.linkway.translation;

import java.util.Date;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.linkway.referral.Kebab;
import org.linkway.workflow.Notification;
import org.linkway.workflow.Notification.Event;
import org.linkway.workflow.Notification.Kind;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.Subscription.Content;

/**
 * Notifications as the Subscriptions R5 Backport 1.1.0 has them on R4: the profiles backport-subscription-notification-r4 and
 * backport-subscription-status-r4.
 */
final class NotificationMapper {
    private static final String PROFILES = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
    private static final String ERRORS = "http://terminology.hl7.org/CodeSystem/subscription-error";

    private final FhirJson json;
    private final String base;

    /** @param base of this server, under which the resources are */
    NotificationMapper(FhirJson json, String base) {
        this.json = json;
        this.base = base;
    }

    Bundle bundle(Notification notification) {
        Bundle bundle = new Bundle();
        bundle.setId(notification.id());
        bundle.getMeta().addProfile(PROFILES + "backport-subscription-notification-r4");
        bundle.setType(BundleType.HISTORY).setTimestamp(Date.from(notification.at()));
        BundleEntryComponent status =
                bundle.addEntry().setFullUrl("urn:uuid:" + notification.id()).setResource(status(notification));
        status.getRequest().setMethod(HTTPVerb.GET).setUrl(subscription(notification) + "/$status");
        status.getResponse().setStatus("200");
        if (notification.content() != Content.EMPTY) {
            notification.events().forEach(event -> entry(bundle.addEntry(), event));
        }
        return bundle;
    }

    /** The status as Parameters, the first entry of each notification. */
    Parameters status(Notification notification) {
        Parameters status = new Parameters();
        status.setId(notification.id());
        status.getMeta().addProfile(PROFILES + "backport-subscription-status-r4");
        status.addParameter().setName("subscription").setValue(new Reference(subscription(notification)));
        if (notification.content() != Content.EMPTY) {
            status.addParameter()
                    .setName("topic")
                    .setValue(new CanonicalType(notification.subscription().canonical()));
        }
        status.addParameter()
                .setName("status")
                .setValue(new CodeType(Kebab.of(notification.subscription().status())));
        status.addParameter().setName("type").setValue(new CodeType(Kebab.of(notification.kind())));
        status.addParameter()
                .setName("events-since-subscription-start")
                .setValue(new StringType(Long.toString(notification.numbered())));
        notification.events().forEach(event -> event(status.addParameter(), event, notification.content()));
        notification
                .subscription()
                .error()
                .filter(why -> notification.kind() == Kind.QUERY_STATUS)
                .ifPresent(why -> status.addParameter().setName("error").setValue(error(why)));
        return status;
    }

    private static CodeableConcept error(String why) {
        CodeableConcept error = new CodeableConcept().setText(why);
        error.addCoding().setSystem(ERRORS).setCode("no-response");
        return error;
    }

    private void event(ParametersParameterComponent parameter, Event event, Content content) {
        parameter.setName("notification-event");
        parameter.addPart().setName("event-number").setValue(new StringType(Long.toString(event.number())));
        parameter.addPart().setName("timestamp").setValue(new InstantType(Date.from(event.stamp())));
        if (content != Content.EMPTY) {
            parameter.addPart().setName("focus").setValue(new Reference(address(event)));
        }
    }

    /** Without the resource where that is not asked for, or may not be read any more. */
    private void entry(BundleEntryComponent entry, Event event) {
        entry.setFullUrl(address(event));
        boolean created = event.version() == 1;
        entry.getRequest()
                .setMethod(created ? HTTPVerb.POST : HTTPVerb.PUT)
                .setUrl(created ? event.type() : event.type() + "/" + event.resourceId());
        entry.getResponse()
                .setStatus(created ? "201" : "200")
                .setEtag("W/\"" + event.version() + "\"")
                .setLastModified(Date.from(event.stamp()));
        event.resource().ifPresent(resource -> entry.setResource(resource(resource, event)));
    }

    private Resource resource(PublishedResource published, Event event) {
        Resource resource = json.read(published);
        resource.setId(event.resourceId());
        resource.getMeta().setVersionId(Long.toString(event.version())).setLastUpdated(Date.from(event.stamp()));
        return resource;
    }

    private String subscription(Notification notification) {
        return base + "/Subscription/" + notification.subscription().id();
    }

    private String address(Event event) {
        return base + "/" + event.type() + "/" + event.resourceId();
    }
}
