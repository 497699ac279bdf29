package org.linkway.conformance.partner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * The resources of a transaction one by one, each after those that it refers to; the Task last. What nothing refers to (a Flag, a
 * Consent) the ServiceRequest names as supporting information, because there is no Bundle to hold them together.
 */
public final class SingleResources {
    private final Bundle transaction;

    public SingleResources(Bundle transaction) {
        this.transaction = transaction.copy();
        support();
    }

    private void support() {
        ServiceRequest request = resource(ServiceRequest.class);
        transaction.getEntry().stream()
                .filter(entry -> List.of("Flag", "Consent", "Observation", "Condition")
                        .contains(entry.getResource().fhirType()))
                .forEach(entry -> request.addSupportingInfo(new Reference(entry.getFullUrl())));
    }

    private <T> T resource(Class<T> type) {
        return transaction.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Places each resource but the Task, and gives the Task with its references turned to where the others are.
     *
     * @param place keeps a resource somewhere and says where: a reference
     */
    public Task placeAllButTheTask(Place place) {
        Map<String, String> placed = new HashMap<>();
        List<Bundle.BundleEntryComponent> left = new ArrayList<>(transaction.getEntry());
        left.removeIf(entry -> entry.getResource() instanceof Task);
        while (!left.isEmpty()) {
            Bundle.BundleEntryComponent next = left.stream()
                    .filter(entry -> references(entry.getResource()).stream()
                            .allMatch(it ->
                                    !it.getReference().startsWith("urn:") || placed.containsKey(it.getReference())))
                    .findFirst()
                    .orElseThrow();
            left.remove(next);
            turn(next.getResource(), placed);
            placed.put(next.getFullUrl(), place.keep(next.getResource()));
        }
        Task task = resource(Task.class);
        turn(task, placed);
        return task;
    }

    /** Somewhere to keep a resource. */
    @FunctionalInterface
    public interface Place {
        String keep(Resource resource);
    }

    private static void turn(Resource resource, Map<String, String> placed) {
        references(resource).forEach(it -> it.setReference(placed.getOrDefault(it.getReference(), it.getReference())));
    }

    private static List<Reference> references(Base element) {
        List<Reference> all = new ArrayList<>();
        if (element instanceof Reference reference && reference.hasReference()) {
            reference.setResource(null);
            all.add(reference);
        }
        for (Property property : element.children()) {
            property.getValues().forEach(value -> all.addAll(references(value)));
        }
        return all;
    }
}
