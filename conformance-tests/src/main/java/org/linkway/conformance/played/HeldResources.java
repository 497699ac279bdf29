package org.linkway.conformance.played;

import ca.uhn.fhir.context.FhirContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/** What a receiver holds, each in its newest version, for as long as it is played. */
final class HeldResources {
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final Map<String, Resource> held = new LinkedHashMap<>();

    Optional<Resource> find(String type, String id) {
        return Optional.ofNullable(held.get(type + "/" + id)).map(Resource::copy);
    }

    Collection<Resource> all() {
        return held.values();
    }

    /** A new one, or a new version of one that is held: by its id, or by a business identifier of a referral or a person. */
    Resource keep(Resource resource) {
        String id = known(resource).orElseGet(() -> UUID.randomUUID().toString());
        return put(resource.copy(), id);
    }

    private Resource put(Resource resource, String id) {
        int version = find(resource.fhirType(), id)
                        .map(it -> Integer.parseInt(it.getMeta().getVersionId()))
                        .orElse(0)
                + 1;
        resource.setId(id);
        resource.getMeta().setVersionId(Integer.toString(version));
        held.put(resource.fhirType() + "/" + id, resource);
        return resource;
    }

    /** All that a Bundle brings, under ids of this receiver; what they refer to in it, they refer to here. */
    Bundle keepAll(Bundle bundle) {
        Bundle kept = bundle.copy();
        Map<String, String> places = new HashMap<>();
        for (BundleEntryComponent entry : kept.getEntry()) {
            Resource resource = entry.getResource();
            String id = known(resource).orElseGet(() -> UUID.randomUUID().toString());
            places.put(String.valueOf(entry.getFullUrl()), resource.fhirType() + "/" + id);
            resource.setId(id);
        }
        for (BundleEntryComponent entry : kept.getEntry()) {
            Resource resource = entry.getResource();
            FHIR.newTerser()
                    .getAllPopulatedChildElementsOfType(resource, Reference.class)
                    .forEach(reference -> reference.setReference(
                            places.getOrDefault(reference.getReference(), reference.getReference())));
            entry.setResource(put(resource, resource.getIdElement().getIdPart()));
        }
        return kept;
    }

    private Optional<String> known(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        if (id != null && held.containsKey(resource.fhirType() + "/" + id)) {
            return Optional.of(id);
        }
        List<Identifier> own = identifiers(resource);
        return held.values().stream()
                .filter(each -> each.fhirType().equals(resource.fhirType()))
                .filter(each ->
                        identifiers(each).stream().anyMatch(one -> own.stream().anyMatch(other -> isSame(one, other))))
                .map(each -> each.getIdElement().getIdPart())
                .findFirst();
    }

    private static boolean isSame(Identifier one, Identifier other) {
        return one.hasValue()
                && one.getValue().equals(other.getValue())
                && String.valueOf(one.getSystem()).equals(String.valueOf(other.getSystem()));
    }

    /** By which a sender means one and the same again. */
    static List<Identifier> identifiers(Resource resource) {
        return resource instanceof ServiceRequest referral
                ? referral.getIdentifier()
                : resource instanceof Patient person ? person.getIdentifier() : List.of();
    }
}
