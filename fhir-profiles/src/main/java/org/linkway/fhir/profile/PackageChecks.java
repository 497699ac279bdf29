package org.linkway.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;

/** What mounted packages have to hold, so that nothing is found wrong later, in the middle of somebody's message. */
final class PackageChecks {
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What people read, and no validator; and the snapshot, which follows from the rest. */
    private static final List<String> DESCRIPTIVE = List.of(
            "id",
            "meta",
            "text",
            "identifier",
            "name",
            "title",
            "status",
            "experimental",
            "date",
            "publisher",
            "contact",
            "description",
            "useContext",
            "jurisdiction",
            "purpose",
            "copyright",
            "snapshot");

    private final List<FhirPackage> mounted;
    private final Set<String> mayBeMissing;

    PackageChecks(List<FhirPackage> mounted, Set<String> mayBeMissing) {
        this.mounted = mounted;
        this.mayBeMissing = mayBeMissing;
    }

    /** Takes milliseconds. */
    void checkManifests() {
        mounted.forEach(PackageChecks::checkFhirVersion);
        mounted.forEach(this::checkDependencies);
    }

    /**
     * Takes seconds.
     *
     * @return what the validator has to pass over, a sentence each
     */
    List<String> checkDefinitions() {
        List<FhirPackage> all = Stream.concat(Stream.of(LinkwayPackage.builtIn()), mounted.stream())
                .toList();
        List<PackagedResource> resources =
                mounted.stream().flatMap(it -> it.resources().stream()).toList();
        resources.forEach(PackagedResource::parsed);
        checkContradictions(all);
        Snapshots snapshots = new Snapshots(FHIR, all);
        List<String> passedOver = new ArrayList<>();
        for (PackagedResource resource : resources) {
            if (resource.parsed() instanceof StructureDefinition profile
                    && profile.getDerivation() == TypeDerivationRule.CONSTRAINT) {
                checkProfile(resource.file(), profile, snapshots).ifPresent(passedOver::add);
            }
        }
        return passedOver;
    }

    private static void checkFhirVersion(FhirPackage held) {
        if (held.fhirVersions().stream().noneMatch(version -> version.startsWith("4.0"))) {
            String stated = held.fhirVersions().isEmpty()
                    ? " states no FHIR version"
                    : " is for FHIR " + String.join(", ", held.fhirVersions());
            throw new PackageFault(held.source() + stated
                    + ", and Linkway works with R4 (4.0.1): mount its R4 edition, or remove it.");
        }
    }

    private void checkDependencies(FhirPackage held) {
        held.dependencies().forEach((name, wanted) -> {
            List<String> versions = versions(name);
            if (!mayBeMissing.contains(name)
                    && versions.stream().noneMatch(version -> Versions.satisfies(wanted, version))) {
                throw new PackageFault(held.source() + " depends on " + name + "#" + wanted + ", and "
                        + (versions.isEmpty() ? "it is not there" : "only " + String.join(", ", versions) + " is there")
                        + ": put it into the folder too, or say that it may be missing.");
            }
        });
    }

    private List<String> versions(String name) {
        return Stream.concat(
                        BuiltInPackages.version(name).stream(),
                        mounted.stream().filter(it -> it.name().equals(name)).map(FhirPackage::version))
                .toList();
    }

    private static void checkContradictions(List<FhirPackage> all) {
        Map<List<String>, PackagedResource> first = new HashMap<>();
        for (PackagedResource resource :
                all.stream().flatMap(it -> it.resources().stream()).toList()) {
            if (resource.url().isPresent()) {
                String url = resource.url().get();
                String version = resource.version().orElse("");
                PackagedResource other = first.putIfAbsent(List.of(resource.type(), url, version), resource);
                if (other != null && !asksTheSame(resource, other)) {
                    throw new PackageFault(other.file() + " and " + resource.file() + " define "
                            + (version.isEmpty() ? url : url + "|" + version)
                            + " differently: remove one of the two packages.");
                }
            }
        }
    }

    private static boolean asksTheSame(PackagedResource one, PackagedResource other) {
        return one.json().equals(other.json()) || substance(one).equals(substance(other));
    }

    private static JsonNode substance(PackagedResource resource) {
        try {
            return JSON.readValue(resource.json(), ObjectNode.class).without(DESCRIPTIVE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(resource.file() + " was read before", e);
        }
    }

    private static Optional<String> checkProfile(String file, StructureDefinition profile, Snapshots snapshots) {
        if (!snapshots.known(profile.getBaseDefinition())) {
            throw new PackageFault(file + " is a profile of " + profile.getBaseDefinition()
                    + ", which is defined nowhere: mount the package that defines it, or remove this one.");
        }
        if (profile.hasSnapshot()) {
            return Optional.empty();
        }
        List<String> passedOver = snapshots.complete(file, profile).passedOver();
        return passedOver.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Part of the profile " + file + " cannot be checked, because its differential is not sound ("
                                + String.join("; ", passedOver) + "): its publisher has to correct it.");
    }
}
