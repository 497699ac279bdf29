package org.linkway.fhir.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The definitions, examples and cases as they are written in this module. */
public final class Authored {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Path EXAMPLES = Path.of("src/main/fhir/example");
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Path DEFINITIONS = Path.of("src/main/fhir");

    private Authored() {}

    /** Every definition; examples are none. */
    public static Stream<JsonNode> definitions() {
        return jsonFiles(DEFINITIONS).filter(file -> !file.startsWith(EXAMPLES)).map(Authored::read);
    }

    /** The profiles of resources, and the extensions. */
    static Stream<JsonNode> profiles() {
        return definitions().filter(it -> it.path("resourceType").asText().equals("StructureDefinition"));
    }

    static JsonNode profile(String id) {
        return profiles().filter(it -> id(it).equals(id)).findFirst().orElseThrow();
    }

    static String id(JsonNode definition) {
        return definition.path("id").asText();
    }

    /** The names of the examples, without {@code .json}. */
    static Stream<String> examples() {
        return jsonFiles(EXAMPLES).map(file -> file.getFileName().toString().replaceFirst("[.]json$", ""));
    }

    /** @param name without {@code .json} */
    static JsonNode example(String name) {
        return read(exampleFile(name));
    }

    /** @param name without {@code .json} */
    public static String exampleText(String name) {
        return text(exampleFile(name));
    }

    static Path casesOf(String profileId) {
        return CASES.resolve(profileId + ".json");
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(text(file));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path exampleFile(String name) {
        return EXAMPLES.resolve(name + ".json");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> jsonFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
