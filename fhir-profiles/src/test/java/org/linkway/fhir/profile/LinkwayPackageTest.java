package org.linkway.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkwayPackageTest {
    private static final Path SOURCES = Path.of("src/main/fhir");
    private static final Path BUILT = Path.of("target/classes", LinkwayPackage.PATH);

    @TempDir
    private Path folder;

    @Test
    void holdsEveryDefinitionAndEveryExample() {
        FhirPackage built = LinkwayPackage.builtIn();

        assertThat(built.label()).isEqualTo("linkway.fhir.r4#0.1.0");
        assertThat(built.fhirVersions()).containsExactly("4.0.1");
        assertThat(built.dependencies()).isEqualTo(Map.of("hl7.fhir.r4.core", "4.0.1"));
        assertThat(built.resources().stream()
                        .map(it -> it.type() + "/" + it.id().orElse("")))
                .containsExactlyInAnyOrderElementsOf(Authored.definitions()
                        .map(it -> it.path("resourceType").asText() + "/" + Authored.id(it))
                        .toList());
        assertThat(built.examples())
                .hasSameSizeAs(sources().keySet().stream()
                        .filter(path -> path.startsWith("example/"))
                        .toList());
    }

    @Test
    void everyProfileHasItsSnapshot() {
        assertThat(LinkwayPackage.builtIn().resources())
                .map(PackagedResource::parsed)
                .filteredOn(StructureDefinition.class::isInstance)
                .map(StructureDefinition.class::cast)
                .isNotEmpty()
                .allMatch(StructureDefinition::hasSnapshot);
    }

    /** But for the snapshots, and the mappings that come with them. */
    @Test
    void saysWhatWasWritten() throws IOException {
        for (Map.Entry<String, byte[]> source : sources().entrySet()) {
            String file = source.getKey().startsWith("example/")
                    ? source.getKey()
                    : source.getKey().replace('/', '-');
            PackagedResource packaged = Stream.of(
                            LinkwayPackage.builtIn().resources(),
                            LinkwayPackage.builtIn().examples())
                    .flatMap(List::stream)
                    .filter(resource -> resource.file().endsWith("package/" + file))
                    .findFirst()
                    .orElseThrow();
            JsonNode said =
                    ((ObjectNode) Authored.JSON.readTree(packaged.json())).without(List.of("snapshot", "mapping"));
            assertThat(said).as(file).isEqualTo(Authored.JSON.readTree(source.getValue()));
        }
    }

    @Test
    void itsIndexNamesEveryFile() throws IOException {
        SortedMap<String, byte[]> files = Tarball.unpack("built", Files.readAllBytes(BUILT));
        List<String> indexed =
                new ArrayList<>(List.of(PackageManifest.FILE, "package/.index.json", "package/example/.index.json"));
        for (String place : List.of("package/", "package/example/")) {
            JsonNode index = Authored.JSON.readTree(files.get(place + ".index.json"));
            assertThat(index.get("index-version").asInt()).isEqualTo(2);
            index.get("files")
                    .forEach(file -> indexed.add(place + file.get("filename").asText()));
        }

        assertThat(indexed).containsExactlyInAnyOrderElementsOf(files.keySet());
    }

    @Test
    void isTheSameToTheByteWhereverAndInWhateverOrderItIsBuilt() throws IOException {
        Path there = Files.createDirectories(folder.resolve("some/where else"));
        BuildLinkwayPackage.main(new String[] {
            SOURCES.toString(), there.toString(), there.resolve("made").toString()
        });
        List<Map.Entry<String, byte[]>> shuffled = new ArrayList<>(sources().entrySet());
        Collections.shuffle(shuffled, new Random(4));
        Map<String, byte[]> another = new LinkedHashMap<>();
        shuffled.forEach(source -> another.put(source.getKey(), source.getValue()));

        String built = Digest.of(Files.readAllBytes(BUILT));
        assertThat(Digest.of(Files.readAllBytes(there.resolve(LinkwayPackage.PATH))))
                .isEqualTo(built);
        assertThat(Digest.of(new PackageBuilder(another).pack())).isEqualTo(built);
    }

    @Test
    void isBuiltAnewOnlyWhereSomethingChanged() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path source = sources.resolve("ValueSet/words.json");
        Files.createDirectories(source.getParent());
        String[] args = {
            sources.toString(), folder.toString(), folder.resolve("made").toString()
        };
        Path target = folder.resolve(LinkwayPackage.PATH);
        FileTime longAgo = FileTime.fromMillis(0);

        Files.writeString(source, valueSet("draft"));
        BuildLinkwayPackage.main(args);
        Files.setLastModifiedTime(target, longAgo);
        BuildLinkwayPackage.main(args);
        assertThat(Files.getLastModifiedTime(target)).isEqualTo(longAgo);

        Files.writeString(source, valueSet("active"));
        BuildLinkwayPackage.main(args);
        assertThat(Files.getLastModifiedTime(target)).isNotEqualTo(longAgo);

        Files.writeString(target, "spoilt");
        BuildLinkwayPackage.main(args);
        assertThat(Files.size(target)).isGreaterThan(100);
    }

    @Test
    void aDefinitionThatDoesNotParseStopsTheBuild() {
        assertThatThrownBy(() -> build("ValueSet/words.json", valueSet("drafty")))
                .isInstanceOf(PackageFault.class)
                .hasMessageStartingWith("ValueSet/words.json is not valid FHIR R4 (")
                .hasMessageContaining("drafty")
                .hasMessageEndingWith("): correct it.");
    }

    @Test
    void aDefinitionUnderAnotherNameStopsTheBuild() {
        assertThatThrownBy(() -> build("ValueSet/wordz.json", valueSet("draft")))
                .hasMessage("The place of ValueSet/wordz.json has to be 'ValueSet/words.json': correct it.");
        assertThatThrownBy(() -> build("ValueSet/words.json", valueSet("draft").replace("0.1.0", "0.2.0")))
                .hasMessage("The version of ValueSet/words.json has to be '0.1.0': correct it.");
    }

    @Test
    void aProfileWithoutASnapshotStopsTheBuild() {
        String profile =
                new String(sources().get("StructureDefinition/Linkway-DoorPatient.json"), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> build(
                        "StructureDefinition/Linkway-DoorPatient.json",
                        profile.replace(
                                "http://hl7.org/fhir/StructureDefinition/Patient", "https://nowhere.example/Base")))
                .hasMessageStartingWith(
                        "No snapshot can be made of the profile package/StructureDefinition-Linkway-DoorPatient.json (")
                .hasMessageEndingWith("): correct it, or get its package anew from its publisher.");
        assertThatThrownBy(() -> build(
                        "StructureDefinition/Linkway-DoorPatient.json",
                        profile.replace("\"path\": \"Patient\"", "\"path\": \"Patient.pet\"")))
                .hasMessageStartingWith(
                        "package/StructureDefinition-Linkway-DoorPatient.json asks what its snapshot cannot say (")
                .hasMessageEndingWith("): correct its differential.");
    }

    private static void build(String path, String json) {
        new PackageBuilder(Map.of(path, json.getBytes(StandardCharsets.UTF_8))).pack();
    }

    private static String valueSet(String status) {
        return """
                {"resourceType": "ValueSet", "id": "words", "url": "https://fhir.linkway.org/ValueSet/words",
                 "version": "0.1.0", "status": "%s"}""".formatted(status);
    }

    private static Map<String, byte[]> sources() {
        Map<String, byte[]> sources = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(SOURCES.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }
}
