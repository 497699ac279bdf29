package org.linkway.translation;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.MessageDestinationComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.translation.BundleIndex.Entry;

/** Whom a Bundle is for: {@code MessageHeader.destination}, {@code ServiceRequest.performer}, {@code Task.owner}. */
final class Addressees {
    private final BundleIndex index;
    private final Set<String> found = new LinkedHashSet<>();

    private Addressees(BundleIndex index) {
        this.index = index;
    }

    static Set<String> of(BundleIndex index) {
        Addressees addressees = new Addressees(index);
        index.all(MessageHeader.class).stream()
                .flatMap(it -> it.resource().getDestination().stream())
                .forEach(addressees::destination);
        index.all(ServiceRequest.class).stream()
                .flatMap(it -> it.resource().getPerformer().stream())
                .forEach(addressees::reference);
        index.all(Task.class).forEach(it -> addressees.reference(it.resource().getOwner()));
        return addressees.found;
    }

    private void destination(MessageDestinationComponent destination) {
        ServiceAddress.parse(destination.getEndpoint()).ifPresent(it -> found.add(it.toString()));
        reference(destination.getReceiver());
    }

    private void reference(Reference reference) {
        identifier(reference.getIdentifier());
        index.reach(reference, Organization.class).map(Entry::resource).ifPresent(this::organization);
        index.reach(reference, HealthcareService.class).map(Entry::resource).ifPresent(service -> {
            service.getIdentifier().forEach(this::identifier);
            organization(service.getProvidedBy());
        });
        index.reach(reference, PractitionerRole.class)
                .map(Entry::resource)
                .ifPresent(role -> organization(role.getOrganization()));
    }

    private void organization(Reference reference) {
        identifier(reference.getIdentifier());
        index.reach(reference, Organization.class).map(Entry::resource).ifPresent(this::organization);
    }

    private void organization(Organization organization) {
        organization.getIdentifier().forEach(this::identifier);
    }

    /** An ODS code stands for itself; anything else is what a service may be known by. */
    private void identifier(Identifier identifier) {
        Stream.of(identifier)
                .filter(it -> it.hasValue())
                .map(it -> OdsCodeMapper.odsCode(it).orElseGet(() -> it.getSystem() + "|" + it.getValue()))
                .forEach(found::add);
    }
}
