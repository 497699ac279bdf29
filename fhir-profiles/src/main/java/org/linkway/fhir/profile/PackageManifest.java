package org.linkway.fhir.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code package.json} says.
 *
 * @param dependencies version by name
 */
record PackageManifest(String name, String version, List<String> fhirVersions, Map<String, String> dependencies) {
    static final String FILE = "package/package.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    PackageManifest {
        fhirVersions = List.copyOf(fhirVersions);
        dependencies = Map.copyOf(dependencies);
    }

    /** @param source of the package, for people */
    static PackageManifest read(String source, byte[] json) {
        JsonNode manifest = tree(source, json);
        String name = manifest.path("name").asText();
        String version = manifest.path("version").asText();
        if (name.isEmpty() || version.isEmpty()) {
            throw new PackageFault(
                    source + " has a package.json without a name or a version: get the package anew from its"
                            + " publisher, or remove it.");
        }
        return new PackageManifest(name, version, fhirVersions(manifest), dependencies(manifest));
    }

    private static JsonNode tree(String source, byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            // Not only what Jackson says of JSON: octets may be in none of the encodings that it may have.
            throw new PackageFault(
                    source + " has a package.json that is not well-formed: get the package anew from its publisher, or"
                            + " remove it.",
                    e);
        }
    }

    /** Older packages call it {@code fhir-version-list}. */
    private static List<String> fhirVersions(JsonNode manifest) {
        List<String> versions = new ArrayList<>();
        JsonNode stated =
                manifest.has("fhirVersions") ? manifest.get("fhirVersions") : manifest.path("fhir-version-list");
        stated.forEach(version -> versions.add(version.asText()));
        return versions;
    }

    private static Map<String, String> dependencies(JsonNode manifest) {
        Map<String, String> dependencies = new TreeMap<>();
        manifest.path("dependencies")
                .properties()
                .forEach(dependency -> dependencies.put(
                        dependency.getKey(), dependency.getValue().asText()));
        return dependencies;
    }
}
