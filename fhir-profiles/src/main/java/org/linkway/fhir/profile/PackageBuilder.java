package org.linkway.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * Packs definitions ({@code <type>/<id>.json}) and examples ({@code example/<name>.json}) into Linkway's FHIR package, profiles
 * with their snapshots. Equal files give equal packages, byte for byte.
 */
final class PackageBuilder {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXAMPLE = "example/";

    private final SortedMap<String, byte[]> sources;

    PackageBuilder(Map<String, byte[]> sources) {
        this.sources = new TreeMap<>(sources);
    }

    byte[] pack() {
        SortedMap<String, Resource> authored = new TreeMap<>();
        sources.forEach((path, json) -> authored.put("package/" + target(path), parse(path, json)));

        Snapshots snapshots = new Snapshots(FHIR, List.of(FhirPackage.of(LinkwayPackage.NAME, encoded(authored))));
        authored.replaceAll((path, resource) -> resource instanceof StructureDefinition profile
                ? whole(path, snapshots.complete(path, profile))
                : resource);
        SortedMap<String, byte[]> files = encoded(authored);
        for (String folder : List.of("package/", "package/" + EXAMPLE)) {
            files.put(folder + ".index.json", index(folder, authored, files));
        }
        return Tarball.pack(files);
    }

    private static StructureDefinition whole(String path, Snapshots.Completed completed) {
        if (!completed.passedOver().isEmpty()) {
            throw new PackageFault(path + " asks what its snapshot cannot say ("
                    + String.join("; ", completed.passedOver()) + "): correct its differential.");
        }
        return completed.profile();
    }

    private static String target(String path) {
        return path.startsWith(EXAMPLE) ? path : path.replace('/', '-');
    }

    private static SortedMap<String, byte[]> encoded(SortedMap<String, Resource> resources) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(PackageManifest.FILE, manifest());
        resources.forEach((path, resource) ->
                files.put(path, parser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    private static Resource parse(String path, byte[] json) {
        Resource resource;
        try {
            resource = (Resource) parser().parseResource(new String(json, StandardCharsets.UTF_8));
        } catch (DataFormatException e) {
            throw new PackageFault(path + " is not valid FHIR R4 (" + e.getMessage() + "): correct it.", e);
        }
        if (!path.startsWith(EXAMPLE)) {
            checkNames(path, resource.fhirType(), PackagedResource.of(path, json));
        }
        return resource;
    }

    /** By these names others find it. */
    private static void checkNames(String path, String type, PackagedResource definition) {
        String id = definition.id().orElse("");
        expect(path, "place", type + "/" + id + ".json", Optional.of(path));
        // A NamingSystem of R4 has neither.
        if (!type.equals("NamingSystem")) {
            expect(path, "url", LinkwayPackage.CANONICAL + "/" + type + "/" + id, definition.url());
            expect(path, "version", LinkwayPackage.VERSION, definition.version());
        }
    }

    private static void expect(String path, String what, String expected, Optional<String> actual) {
        if (!actual.equals(Optional.of(expected))) {
            throw new PackageFault("The " + what + " of " + path + " has to be '" + expected + "': correct it.");
        }
    }

    private static IParser parser() {
        IParser parser = FHIR.newJsonParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        parser.setStripVersionsFromReferences(false);
        return parser;
    }

    private static byte[] manifest() {
        ObjectNode manifest = JSON.createObjectNode()
                .put("name", LinkwayPackage.NAME)
                .put("version", LinkwayPackage.VERSION)
                .put("type", "Conformance")
                .put("title", "Linkway")
                .put("description", "What a social prescribing referral, and what came of it, look like in FHIR R4.")
                .put("author", "Linkway")
                .put("canonical", LinkwayPackage.CANONICAL)
                .put("jurisdiction", "urn:iso:std:iso:3166#GB");
        manifest.putArray("fhirVersions").add(FHIR.getVersion().getVersion().getFhirVersionString());
        manifest.putObject("dependencies")
                .put("hl7.fhir.r4.core", FHIR.getVersion().getVersion().getFhirVersionString());
        return bytes(manifest);
    }

    private static byte[] index(String folder, SortedMap<String, Resource> resources, SortedMap<String, byte[]> files) {
        ObjectNode index = JSON.createObjectNode().put("index-version", 2);
        ArrayNode indexed = index.putArray("files");
        resources.forEach((path, resource) -> {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (path.equals(folder + name)) {
                indexed.add(indexed(name, resource, PackagedResource.of(path, files.get(path))));
            }
        });
        return bytes(index);
    }

    private static ObjectNode indexed(String name, Resource resource, PackagedResource packaged) {
        ObjectNode file = JSON.createObjectNode().put("filename", name).put("resourceType", packaged.type());
        packaged.id().ifPresent(id -> file.put("id", id));
        packaged.url().ifPresent(url -> file.put("url", url));
        packaged.version().ifPresent(version -> file.put("version", version));
        if (resource instanceof StructureDefinition profile) {
            file.put("kind", profile.getKind().toCode())
                    .put("type", profile.getType())
                    .put("derivation", profile.getDerivation().toCode());
        } else if (resource instanceof CodeSystem codes) {
            file.put("content", codes.getContent().toCode());
        }
        return file;
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
