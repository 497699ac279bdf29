package org.linkway.fhir.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A FHIR package as it travels: a {@code .tgz} with a {@code package.json} and resources. Everything of it is in memory; a
 * resource is parsed when it is first asked for. Form: <a href="https://hl7.org/fhir/packages.html">hl7.org/fhir/packages.html</a>.
 */
public final class FhirPackage {
    private static final String ROOT = "package/";
    private static final List<String> EXAMPLES = List.of(ROOT + "example/", ROOT + "examples/");

    private final String source;
    private final PackageManifest manifest;
    private final String digest;
    private final List<PackagedResource> resources;
    private final List<PackagedResource> examples;

    private FhirPackage(String source, SortedMap<String, byte[]> files, String digest) {
        byte[] packageJson = files.get(PackageManifest.FILE);
        if (packageJson == null) {
            throw new PackageFault(
                    source + " has no package/package.json, so it is not a FHIR package: remove it from the folder.");
        }
        this.source = source;
        this.manifest = PackageManifest.read(source, packageJson);
        this.digest = digest;
        this.resources = resources(source, files, List.of(ROOT));
        this.examples = resources(source, files, EXAMPLES);
    }

    static FhirPackage read(Path file) {
        String source = file.getFileName().toString();
        try {
            if (Files.size(file) > Tarball.MAX_BYTES) {
                throw new PackageFault("%s is larger than %d MiB: remove it, or mount a smaller package."
                        .formatted(source, Tarball.MAX_BYTES >> 20));
            }
            return read(source, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new PackageFault(source + " cannot be read: let this program read it, or remove it.", e);
        }
    }

    /** @param source what it is called, for people */
    static FhirPackage read(String source, byte[] packed) {
        return new FhirPackage(source, Tarball.unpack(source, packed), Digest.of(packed));
    }

    /** @param files by their paths in the package */
    static FhirPackage of(String source, SortedMap<String, byte[]> files) {
        return new FhirPackage(source, files, "");
    }

    private static List<PackagedResource> resources(
            String source, SortedMap<String, byte[]> files, List<String> folders) {
        List<PackagedResource> resources = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String path = file.getKey();
            if (folders.stream().anyMatch(folder -> isResource(path, folder))) {
                resources.add(PackagedResource.of(source + "/" + path, file.getValue()));
            }
        }
        return List.copyOf(resources);
    }

    private static boolean isResource(String path, String folder) {
        String file = path.startsWith(folder) ? path.substring(folder.length()) : "";
        return file.endsWith(".json")
                && !file.contains("/")
                && !file.startsWith(".")
                && !path.equals(PackageManifest.FILE);
    }

    /** The file that it came from, for people. */
    public String source() {
        return source;
    }

    public String name() {
        return manifest.name();
    }

    public String version() {
        return manifest.version();
    }

    /** As people and other packages name it: {@code name#version}. */
    public String label() {
        return name() + "#" + version();
    }

    public List<String> fhirVersions() {
        return manifest.fhirVersions();
    }

    /** Version by name of package. */
    public Map<String, String> dependencies() {
        return manifest.dependencies();
    }

    /** Everything but the examples. */
    public List<PackagedResource> resources() {
        return resources;
    }

    public List<PackagedResource> examples() {
        return examples;
    }

    /** @param name of its file, without {@code .json} */
    public Optional<PackagedResource> example(String name) {
        return examples.stream()
                .filter(example -> example.file().endsWith("/" + name + ".json"))
                .findFirst();
    }

    /** The SHA-256 of the whole package, in hexadecimal. */
    String digest() {
        return digest;
    }
}
