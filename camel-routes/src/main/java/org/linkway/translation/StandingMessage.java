package org.linkway.translation;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.translation.BundleIndex.Entry;

/**
 * What a sender sent last about a referral, as it was echoed: under which of our ids each of its resources stands, and of when
 * it is. BaRS knows a resource again by its fullUrl, or by the id that the receiver gave it.
 */
final class StandingMessage {
    private final BundleIndex index;

    private StandingMessage(Bundle echo) {
        this.index = new BundleIndex(echo);
    }

    static StandingMessage of(Bundle echo) {
        return new StandingMessage(echo);
    }

    /** Of a sender that sent no message before. */
    static StandingMessage none() {
        return new StandingMessage(new Bundle());
    }

    BundleIndex index() {
        return index;
    }

    <T extends Resource> Optional<Entry<T>> first(Class<T> type) {
        return index.all(type).stream().findFirst();
    }

    /** The same resource, as it was sent last. */
    Optional<Entry<Resource>> before(Entry<Resource> now) {
        return index.entries().stream()
                .filter(then -> then.resource().fhirType().equals(now.resource().fhirType()))
                .filter(then -> isSame(then, now))
                .findFirst();
    }

    private static boolean isSame(Entry<Resource> then, Entry<Resource> now) {
        return (now.fullUrl() != null && now.fullUrl().equals(then.fullUrl()))
                || (now.resource().hasId()
                        && now.resource()
                                .getIdElement()
                                .getIdPart()
                                .equals(then.resource().getIdElement().getIdPart()));
    }

    /**
     * BaRS: a resource never replaces a later one. Of one time, the one that came last counts: ours differs from the sender's in
     * its ids and references, so that whether they say the same is not to be told.
     */
    Optional<Issue> conflict(Entry<Resource> now) {
        return olderThanWhatStands(now).or(() -> intentChanged(now));
    }

    /**
     * An order that is made of a plan is a request of its own (Clinical Order Workflows, Order Initiation). What a cancellation
     * says of the intent changes nothing, and is not looked at.
     */
    private Optional<Issue> intentChanged(Entry<Resource> now) {
        Optional<ServiceRequest> said = Optional.of(now.resource())
                .filter(ServiceRequest.class::isInstance)
                .map(ServiceRequest.class::cast)
                .filter(it -> it.getStatus() == ServiceRequestStatus.ACTIVE && it.hasIntent());
        return said.flatMap(it -> before(now))
                .map(then -> ((ServiceRequest) then.resource()).getIntent())
                .filter(intent -> intent != said.get().getIntent())
                .map(intent -> Issue.error(
                        GatewayError.CONFLICT,
                        now.path("intent"),
                        "The intent of a ServiceRequest never changes, and you have sent this one with '"
                                + intent.toCode() + "'. Send it so, or send a new referral."));
    }

    private Optional<Issue> olderThanWhatStands(Entry<Resource> now) {
        Optional<Instant> stamp = stamp(now);
        return before(now)
                .flatMap(StandingMessage::stamp)
                .filter(then -> stamp.filter(it -> it.isBefore(then)).isPresent())
                .map(then -> Issue.error(
                        GatewayError.CONFLICT,
                        now.path("meta.lastUpdated"),
                        "This " + now.resource().fhirType() + " is of "
                                + now.resource()
                                        .getMeta()
                                        .getLastUpdatedElement()
                                        .getValueAsString()
                                + ", and you have sent a later one. Read the referral's ServiceRequest again, and send the"
                                + " message anew from what stands, with a later stamp on what changes."));
    }

    /** When its sender last changed it, where it says so. */
    static Optional<Instant> stamp(Entry<?> entry) {
        return Optional.ofNullable(entry.resource().getMeta().getLastUpdated()).map(Date::toInstant);
    }

    /** Whether this is word for word what was sent before. */
    boolean says(Entry<Resource> now) {
        return before(now)
                .filter(then -> {
                    Resource same = now.resource().copy();
                    same.setId(then.resource().getIdElement().getIdPart());
                    return same.equalsDeep(then.resource());
                })
                .isPresent();
    }

    /** The Encounter by which Linkway, as the receiver, says how the referral stands. */
    Optional<Entry<Encounter>> responder() {
        return index.all(Encounter.class).stream()
                .filter(entry -> entry.resource().getIdentifier().stream()
                        .anyMatch(it -> IdentifierSystem.LINKWAY_REFERRAL.matches(it.getSystem())))
                .findFirst();
    }
}
