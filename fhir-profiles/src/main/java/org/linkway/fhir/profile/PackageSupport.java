package org.linkway.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Gives HAPI's validator what FHIR packages define, by canonical URL, with or without {@code |version}. Nothing is parsed before
 * it is asked for. Safe for use by many threads.
 *
 * <p>It leaves {@code fetchAllStructureDefinitions} empty on purpose: the validator looks there for the types of FHIR itself,
 * and would turn every profile of every package into its own form, snapshots and all, before the first message.
 */
public final class PackageSupport implements IValidationSupport {
    private final FhirContext fhir;
    /** By type, then by URL, then by version, the highest first. */
    private final Map<String, Map<String, TreeMap<String, PackagedResource>>> resources = new HashMap<>();

    /** @param packages where two define the same, the first counts */
    public PackageSupport(FhirContext fhir, List<FhirPackage> packages) {
        this.fhir = fhir;
        packages.stream().flatMap(held -> held.resources().stream()).forEach(this::index);
    }

    private void index(PackagedResource resource) {
        resource.url()
                .ifPresent(url -> resources
                        .computeIfAbsent(resource.type(), type -> new HashMap<>())
                        .computeIfAbsent(url, any -> new TreeMap<>(Versions.HIGHEST_FIRST))
                        .putIfAbsent(resource.version().orElse(""), resource));
    }

    @Override
    public FhirContext getFhirContext() {
        return fhir;
    }

    @Override
    public String getName() {
        return "FHIR packages";
    }

    @Override
    public IBaseResource fetchStructureDefinition(String url) {
        return fetch("StructureDefinition", url);
    }

    @Override
    public IBaseResource fetchCodeSystem(String url) {
        return fetch("CodeSystem", url);
    }

    @Override
    public IBaseResource fetchValueSet(String url) {
        return fetch("ValueSet", url);
    }

    @Override
    public <T extends IBaseResource> T fetchResource(Class<T> type, String url) {
        if (type == null) {
            return IValidationSupport.super.fetchResource(null, url);
        }
        IBaseResource found = fetch(fhir.getResourceType(type), url);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    private IBaseResource fetch(String type, String canonical) {
        int bar = canonical.indexOf('|');
        String url = bar < 0 ? canonical : canonical.substring(0, bar);
        TreeMap<String, PackagedResource> versions =
                resources.getOrDefault(type, Map.of()).get(url);
        if (versions == null) {
            return null;
        }
        PackagedResource found =
                bar < 0 ? versions.firstEntry().getValue() : versions.get(canonical.substring(bar + 1));
        return found == null ? null : found.parsed();
    }
}
