package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.profile.MountedPackages;
import org.linkway.fhir.profile.TestPackage;
import org.linkway.fhir.validation.ValidateOperation.Asked;

/**
 * What integrators most often get wrong, each by itself, with everything that is said about it. {@code -Dgolden.update=true}
 * writes what is said now, and fails.
 */
class MistakesTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path MISTAKES = RESOURCES.resolve("fixtures/mistake");
    private static final Asked NOTHING_ELSE =
            new Asked(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ValidateOperation operation;

    @BeforeAll
    static void mountProfilesThatAskMoreThanLinkways(@TempDir Path folder) {
        TestPackage profiles = TestPackage.of("example.mistakes", "1.0.0");
        list(RESOURCES.resolve("mistake-profiles"))
                .map(MistakesTest::read)
                .map(json -> Door.FHIR.newJsonParser().parseResource(StructureDefinition.class, json))
                .forEach(profiles::with);
        profiles.writeTo(folder);
        operation = new ValidateOperation(new FhirReader(
                Door.FHIR,
                new ProfileValidator(
                        Door.FHIR, new ValidatorSettings(MountedPackages.from(folder), UnknownProfiles.WARN))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void saysWhatIsWrongWhereAndWhatToDo(Path mistake) throws IOException {
        String actual = told(mistake);
        Path expected = mistake.resolve("expected-outcome.json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual);
            fail("%s was written: look at what changed, and run the test again without golden.update.", expected);
        }

        assertThat(actual).isEqualTo(read(expected));
    }

    /** Words of those who write profiles, which a sender need not know; and what HAPI says, as it says it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void saysItInPlainWords(Path mistake) throws IOException {
        assertThat(JSON.readTree(read(mistake.resolve("expected-outcome.json"))).findValuesAsText("sentence"))
                .isNotEmpty()
                .allSatisfy(sentence -> assertThat(sentence.toLowerCase(Locale.ROOT))
                        .doesNotContain("slic", "discriminator", "cardinality", "does not hold:", "cannot be read"));
    }

    @Test
    void thereAreFiftyOrMore() {
        assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(50);
    }

    static Stream<Path> mistakes() {
        return list(MISTAKES);
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(Path mistake) throws IOException {
        boolean json = Files.exists(mistake.resolve("input.json"));
        byte[] body = Files.readAllBytes(mistake.resolve(json ? "input.json" : "input.xml"));
        String contentType = json ? "application/fhir+json" : "application/fhir+xml";
        return toJson(operation.validate(body, contentType, NOTHING_ELSE).issues());
    }

    private static String toJson(List<Issue> issues) throws JsonProcessingException {
        ArrayNode told = JSON.createArrayNode();
        for (Issue issue : issues) {
            ObjectNode object = told.addObject()
                    .put("severity", issue.severity().name())
                    .put("error", issue.error().name());
            issue.expression().ifPresent(expression -> object.put("expression", expression));
            issue.position()
                    .ifPresent(position -> object.put("line", position.line()).put("column", position.column()));
            issue.rule().ifPresent(rule -> object.put("rule", rule.id()).put("page", rule.page()));
            object.put("sentence", issue.sentence());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(told) + "\n";
    }
}
