package org.linkway.translation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The one place where references inside a Bundle are resolved: by fullUrl, or by type and id. */
final class BundleIndex {
    private final List<Entry<Resource>> entries = new ArrayList<>();
    private final Map<String, Entry<Resource>> byReference = new HashMap<>();

    /**
     * A resource of the Bundle and where it stands, as a FHIRPath.
     *
     * @param within the way to it from the entry's resource, where that contains it
     */
    record Entry<T extends Resource>(T resource, String fullUrl, int position, String within) {
        Entry(T resource, String fullUrl, int position) {
            this(resource, fullUrl, position, "");
        }

        String path() {
            return "Bundle.entry[" + position + "].resource" + within;
        }

        String path(String element) {
            return path() + "." + element;
        }
    }

    BundleIndex(Bundle bundle) {
        List<Bundle.BundleEntryComponent> given = bundle.getEntry();
        for (int position = 0; position < given.size(); position++) {
            Bundle.BundleEntryComponent component = given.get(position);
            if (component.hasResource()) {
                add(new Entry<>(component.getResource(), component.getFullUrl(), position));
            }
        }
    }

    private void add(Entry<Resource> entry) {
        entries.add(entry);
        if (entry.fullUrl() != null) {
            byReference.putIfAbsent(entry.fullUrl(), entry);
        }
        if (entry.resource().hasId()) {
            byReference.putIfAbsent(
                    entry.resource().fhirType() + "/"
                            + entry.resource().getIdElement().getIdPart(),
                    entry);
        }
    }

    List<Entry<Resource>> entries() {
        return List.copyOf(entries);
    }

    <T extends Resource> List<Entry<T>> all(Class<T> type) {
        return entries.stream()
                .filter(entry -> type.isInstance(entry.resource()))
                .map(entry -> new Entry<>(type.cast(entry.resource()), entry.fullUrl(), entry.position()))
                .toList();
    }

    Optional<Entry<Resource>> resolve(Reference reference) {
        return reference.hasReference()
                ? Optional.ofNullable(byReference.get(reference.getReference()))
                : Optional.empty();
    }

    <T extends Resource> Optional<Entry<T>> resolve(Reference reference, Class<T> type) {
        return typed(resolve(reference), type);
    }

    /** As {@link #resolve}, also where the resource is contained in the one that refers to it. */
    <T extends Resource> Optional<Entry<T>> reach(Reference reference, Class<T> type) {
        return typed(resolve(reference).or(() -> contained(reference)), type);
    }

    /** HAPI's parser has found it already. */
    private Optional<Entry<Resource>> contained(Reference reference) {
        if (reference.getReference() == null || !reference.getReference().startsWith("#")) {
            return Optional.empty();
        }
        for (Entry<Resource> entry : entries) {
            if (entry.resource() instanceof DomainResource holder) {
                int place = holder.getContained().indexOf(reference.getResource());
                if (place >= 0) {
                    return Optional.of(new Entry<>(
                            holder.getContained().get(place),
                            entry.fullUrl(),
                            entry.position(),
                            ".contained[" + place + "]"));
                }
            }
        }
        return Optional.empty();
    }

    private static <T extends Resource> Optional<Entry<T>> typed(Optional<Entry<Resource>> found, Class<T> type) {
        return found.filter(entry -> type.isInstance(entry.resource()))
                .map(entry ->
                        new Entry<>(type.cast(entry.resource()), entry.fullUrl(), entry.position(), entry.within()));
    }
}
