package org.linkway.translation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.validation.Reading;
import org.linkway.translation.HeldEntries.Held;
import org.linkway.workflow.Absence;
import org.linkway.workflow.PublishedResource;

/**
 * A transaction, and what it means by its conditions and references: resources that are here already. Filled step by step:
 * whoever completes it looks up what is {@link #conditions() asked} and {@link #references() referred to}.
 */
public final class Completion {
    private static final Pattern SEARCH = Pattern.compile("([A-Z][A-Za-z]+)\\?(.+)");
    private static final Pattern PLACE = Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/_history/[^/]+)?");

    private final FhirJson json;
    private final Reading reading;
    private final Bundle bundle;
    private final int sent;
    private final Map<Integer, Held> held = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();

    /** An entry that is to be created only where a search finds nothing. */
    public record Condition(int position, String type, String query) {
        public String path() {
            return "Bundle.entry[" + position + "].request.ifNoneExist";
        }
    }

    /**
     * A reference to what is not in the Bundle.
     *
     * @param target the search, or else the id, by which it is found
     */
    public record Outward(Reference reference, String type, String target, boolean isSearch, String path) {}

    Completion(FhirJson json, Reading reading) {
        this.json = json;
        this.reading = reading;
        this.bundle = reading.bundle().orElseThrow().copy();
        this.sent = bundle.getEntry().size();
    }

    public List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (int position = 0; position < sent; position++) {
            Bundle.BundleEntryComponent entry = bundle.getEntry().get(position);
            if (entry.getRequest().hasIfNoneExist() && entry.hasResource()) {
                String type = entry.getResource().fhirType();
                String query = Absence.query(type, entry.getRequest().getIfNoneExist());
                conditions.add(new Condition(position, type, query));
            }
        }
        return conditions;
    }

    /** What a condition asks for is here: the entry is that, and nothing is created. */
    public void stands(Condition condition, PublishedResource resource, long version) {
        Resource given =
                bundle.getEntry().get(condition.position()).getResource().copy();
        given.setId(resource.id());
        held.put(
                condition.position(),
                new Held(resource.id(), version, json.stored(given).equals(resource.json())));
    }

    /** All references by search, and those by type and id that no entry goes by. */
    public List<Outward> references() {
        BundleIndex index = new BundleIndex(bundle);
        List<Outward> references = new ArrayList<>();
        index.entries().forEach(entry -> collect(entry.resource(), entry.path(), index, references));
        return references;
    }

    private static void collect(Base element, String path, BundleIndex index, List<Outward> references) {
        if (element instanceof Reference reference && reference.hasReference()) {
            outward(reference, path, index).ifPresent(references::add);
        }
        for (Property property : element.children()) {
            List<Base> values = property.getValues();
            for (int i = 0; i < values.size(); i++) {
                String place = path + "." + property.getName() + (property.isList() ? "[" + i + "]" : "");
                collect(values.get(i), place, index, references);
            }
        }
    }

    private static Optional<Outward> outward(Reference reference, String path, BundleIndex index) {
        Matcher search = SEARCH.matcher(reference.getReference());
        if (search.matches()) {
            return Optional.of(new Outward(reference, search.group(1), search.group(2), true, path));
        }
        Matcher place = PLACE.matcher(reference.getReference());
        return place.matches() && index.resolve(reference).isEmpty()
                ? Optional.of(new Outward(reference, place.group(1), place.group(2), false, path))
                : Optional.empty();
    }

    /** What a reference means is here. */
    public void leadsTo(Outward outward, PublishedResource resource, long version) {
        String place = resource.type() + "/" + resource.id();
        outward.reference().setReference(place);
        positions.computeIfAbsent(place, key -> {
            bundle.addEntry()
                    .setFullUrl(place)
                    .setResource(json.read(resource))
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl(resource.type());
            held.put(bundle.getEntry().size() - 1, new Held(resource.id(), version, true));
            return bundle.getEntry().size() - 1;
        });
    }

    /** The Bundle with what it refers to, as if all had been sent. */
    public Reading reading() {
        return new Reading(Optional.of(bundle), reading.issues());
    }

    HeldEntries held() {
        return new HeldEntries(held, sent, Optional.empty());
    }

    /** The Task that is here already, where one of the conditions found it. */
    public Optional<String> heldTask() {
        return held.entrySet().stream()
                .filter(it -> bundle.getEntry().get(it.getKey()).getResource() instanceof Task)
                .map(it -> it.getValue().id())
                .findFirst();
    }
}
