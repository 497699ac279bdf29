package org.linkway.gateway.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.gateway.audit.AuditNotes;
import org.linkway.gateway.fhir.search.SearchRefused;
import org.linkway.gateway.security.Callers;
import org.linkway.referral.Kebab;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.Subscriptions;
import org.linkway.translation.SubscriptionTranslation;
import org.linkway.workflow.Notification;
import org.linkway.workflow.Notification.Event;
import org.linkway.workflow.Notification.Kind;
import org.linkway.workflow.Party;
import org.linkway.workflow.Subscription.Content;
import org.linkway.workflow.SubscriptionProgress;
import org.springframework.stereotype.Component;

/** How subscriptions stand, and what they have told: {@code $status} and {@code $events} of the Subscriptions R5 Backport 1.1.0. */
@Component
final class SubscriptionOperations implements IResourceProvider {
    private static final String DEFINITION =
            "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-";
    private static final String STATUS = "$status";

    /** Whoever wants more asks again from the number behind the last. */
    private static final int MOST_EVENTS = 500;

    private final Subscriptions subscriptions;
    private final PublishedResources resources;
    private final SubscriptionTranslation translation;
    private final Callers callers;
    private final Clock clock;

    SubscriptionOperations(
            Subscriptions subscriptions,
            PublishedResources resources,
            SubscriptionTranslation translation,
            Callers callers,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.resources = resources;
        this.translation = translation;
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Subscription.class;
    }

    @Operation(name = STATUS, idempotent = true, canonicalUrl = DEFINITION + "status")
    public Bundle status(@IdParam IdType id) {
        return statuses(List.of(found(id)));
    }

    @Operation(name = STATUS, idempotent = true, canonicalUrl = DEFINITION + "status")
    public Bundle statuses(
            @OperationParam(name = "id") List<IdType> ids, @OperationParam(name = "status") List<CodeType> statuses) {
        return statuses(subscriptions.list(callers.party()).stream()
                .filter(it -> isNamed(it.subscription().id(), ids))
                .filter(it -> isNamed(Kebab.of(it.subscription().status()), statuses))
                .toList());
    }

    /** Several are joined by OR, whether repeated or parted by commas. */
    private static boolean isNamed(String value, List<? extends PrimitiveType<String>> asked) {
        return asked == null
                || asked.isEmpty()
                || asked.stream()
                        .anyMatch(
                                it -> List.of(it.getValueAsString().split(",")).contains(value));
    }

    private Bundle statuses(List<SubscriptionProgress> standing) {
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(standing.size());
        bundle.setId(UUID.randomUUID().toString());
        for (SubscriptionProgress progress : standing) {
            Notification status = notification(progress, Kind.QUERY_STATUS, Content.ID_ONLY, List.of());
            bundle.addEntry()
                    .setFullUrl("urn:uuid:" + status.id())
                    .setResource(translation.status(status))
                    .getSearch()
                    .setMode(SearchEntryMode.MATCH);
        }
        return bundle;
    }

    @Operation(name = "$events", idempotent = true, canonicalUrl = DEFINITION + "events")
    public Bundle events(
            @IdParam IdType id,
            @OperationParam(name = "eventsSinceNumber", max = 1) StringType since,
            @OperationParam(name = "eventsUntilNumber", max = 1) StringType until,
            @OperationParam(name = "content", max = 1) CodeType content) {
        SubscriptionProgress progress = found(id);
        Content told = content(content)
                .orElseGet(() -> progress.subscription().channel().content());
        List<Event> events = subscriptions
                .events(
                        callers.party(),
                        id.getIdPart(),
                        number("eventsSinceNumber", since).orElse(1L),
                        number("eventsUntilNumber", until).orElse(Long.MAX_VALUE),
                        MOST_EVENTS)
                .stream()
                .map(event -> told == Content.FULL_RESOURCE && callers.mayRead(event.type())
                        ? whole(event, callers.party())
                        : event)
                .toList();
        return translation.bundle(notification(progress, Kind.QUERY_EVENT, told, events));
    }

    private Event whole(Event event, Party party) {
        Optional<Version> version = resources.read(party, event.type(), event.resourceId(), event.version());
        AuditNotes.current().ifPresent(notes -> notes.shown(version.stream().toList()));
        return event.with(version.map(Version::resource));
    }

    private Notification notification(SubscriptionProgress progress, Kind kind, Content content, List<Event> events) {
        return new Notification(
                UUID.randomUUID().toString(),
                progress.subscription(),
                kind,
                content,
                events,
                progress.events(),
                clock.instant());
    }

    private SubscriptionProgress found(IdType id) {
        return subscriptions.find(callers.party(), id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
    }

    private static Optional<Long> number(String name, StringType written) {
        Optional<String> text = Optional.ofNullable(written).map(StringType::getValue);
        if (text.filter(it -> !it.matches("\\d{1,18}")).isPresent()) {
            throw refused(name, "'" + text.get() + "' is no number of an event. Write a whole number.");
        }
        return text.map(Long::valueOf);
    }

    private static Optional<Content> content(CodeType written) {
        Optional<String> code = Optional.ofNullable(written).map(CodeType::getValue);
        Optional<Content> content = code.flatMap(it -> Kebab.read(Content.class, it));
        if (code.isPresent() && content.isEmpty()) {
            throw refused("content", "'" + code.get() + "' is no content. There are empty, id-only and full-resource.");
        }
        return content;
    }

    private static SearchRefused refused(String parameter, String sentence) {
        return new SearchRefused(List.of(Issue.error(GatewayError.PARAMETER_INVALID, "http." + parameter, sentence)));
    }
}
