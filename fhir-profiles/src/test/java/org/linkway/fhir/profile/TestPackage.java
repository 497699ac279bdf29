package org.linkway.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;

/** A package of an invented publisher. */
public final class TestPackage {
    public static final String BASE = "https://packages.example/StructureDefinition/";

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final ObjectNode manifest;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private TestPackage(String name, String version) {
        manifest = new ObjectMapper().createObjectNode().put("name", name).put("version", version);
    }

    public static TestPackage of(String name, String version) {
        return new TestPackage(name, version).forFhir("4.0.1").dependingOn("hl7.fhir.r4.core", "4.0.1");
    }

    TestPackage forFhir(String version) {
        manifest.putArray("fhirVersions").add(version);
        return this;
    }

    TestPackage dependingOn(String name, String version) {
        manifest.withObjectProperty("dependencies").put(name, version);
        return this;
    }

    public TestPackage with(Resource resource) {
        return withFile(
                "package/" + resource.fhirType() + "-" + resource.getIdPart() + ".json",
                FHIR.newJsonParser().encodeResourceToString(resource));
    }

    TestPackage withFile(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[] packed() {
        return Tarball.pack(withManifest());
    }

    FhirPackage read() {
        return FhirPackage.read(fileName(), packed());
    }

    public TestPackage writeTo(Path folder) {
        try {
            Files.write(folder.resolve(fileName()), packed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private SortedMap<String, byte[]> withManifest() {
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.put(PackageManifest.FILE, manifest.toString().getBytes(StandardCharsets.UTF_8));
        return all;
    }

    String fileName() {
        return manifest.get("name").asText() + "-" + manifest.get("version").asText() + ".tgz";
    }

    /** A Patient that has to have this element. */
    public static StructureDefinition patientWith(String id, String element) {
        StructureDefinition profile = profile(id, "1.0.0", "http://hl7.org/fhir/StructureDefinition/Patient");
        profile.getDifferential()
                .addElement()
                .setPath("Patient." + element)
                .setMin(1)
                .setId("Patient." + element);
        return profile;
    }

    static StructureDefinition profile(String id, String version, String base) {
        StructureDefinition profile = new StructureDefinition();
        profile.setUrl(BASE + id)
                .setVersion(version)
                .setName(id)
                .setStatus(PublicationStatus.DRAFT)
                .setKind(StructureDefinitionKind.RESOURCE)
                .setAbstract(false)
                .setType("Patient")
                .setBaseDefinition(base)
                .setDerivation(TypeDerivationRule.CONSTRAINT)
                .setId(id);
        return profile;
    }
}
