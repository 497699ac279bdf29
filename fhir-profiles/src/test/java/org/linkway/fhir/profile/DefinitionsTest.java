package org.linkway.fhir.profile;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.Sctid;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.SharedValidator;

/** The definitions hold as what they are, and agree with each other, with the examples and with the code. */
class DefinitionsTest {
    private static final String OURS = "https://fhir.linkway.org/";

    @ParameterizedTest
    @MethodSource("checkableDefinitions")
    void isValidAsItsOwnType(JsonNode definition) {
        String type = definition.path("resourceType").asText();

        assertThat(SharedValidator.issues(definition.toString(), "http://hl7.org/fhir/StructureDefinition/" + type))
                .noneMatch(issue -> !issue.warning());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void isKnownByItsTypeAndId(JsonNode definition) {
        String type = definition.path("resourceType").asText();
        String known = type.equals("NamingSystem")
                ? definition.at("/uniqueId/0/value").asText()
                : definition.path("url").asText();

        assertThat(known).isEqualTo(OURS + (type.equals("NamingSystem") ? "Id" : type) + "/" + Authored.id(definition));
    }

    @ParameterizedTest
    @MethodSource("all")
    void usesOnlyCodesThatExistByTheirNames(JsonNode resource) {
        Map<String, JsonNode> codeSystems = codeSystems();

        codesIn(resource)
                .filter(it -> it.system().startsWith(OURS + "CodeSystem/"))
                .forEach(used -> {
                    Map<String, String> displays = displays(codeSystems.get(used.system()));
                    assertThat(displays).as(used.system()).containsKey(used.code());
                    assertThat(used.display()).isIn("", displays.get(used.code()));
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void usesNoSnomedCodeWhoseCheckDigitFails(JsonNode resource) {
        assertThat(codesIn(resource).filter(it -> it.system().equals(CodeSystems.SNOMED_CT)))
                .allMatch(it -> Sctid.holds(it.code()));
    }

    @ParameterizedTest
    @MethodSource("conceptMaps")
    void aConceptMapHasAnAnswerForEachCode(JsonNode conceptMap) {
        for (JsonNode group : conceptMap.path("group")) {
            assertThat(stream(group.path("element")).map(it -> it.path("code").asText()))
                    .containsExactlyInAnyOrderElementsOf(
                            displays(codeSystems().get(group.path("source").asText()))
                                    .keySet());
        }
    }

    @Test
    void eachIdentifierSystemOfLinkwayHasItsNamingSystem() {
        Set<String> systems = Arrays.stream(IdentifierSystem.values())
                .map(IdentifierSystem::uri)
                .filter(uri -> uri.startsWith(OURS))
                .collect(toSet());

        assertThat(ofType("NamingSystem").map(it -> it.at("/uniqueId/0/value").asText()))
                .containsExactlyInAnyOrderElementsOf(systems);
    }

    @Test
    void theErrorsAreThoseThatTheNhsHasNoCodeFor() {
        Map<String, String> errors = Arrays.stream(GatewayError.values())
                .filter(error -> error.nhsCode().isEmpty())
                .collect(toMap(error -> error.name().toLowerCase(Locale.ROOT).replace('_', '-'), GatewayError::text));

        assertThat(displays(codeSystems().get(CodeSystems.LINKWAY_ERROR))).isEqualTo(errors);
    }

    /** A code as it is used: in a Coding, a ValueSet or a ConceptMap. */
    private record Used(String system, String code, String display) {}

    private static Stream<Used> codesIn(JsonNode node) {
        Stream<Used> here = Stream.of(
                        codes(node.path("system"), Stream.of(node)),
                        codes(node.path("system"), stream(node.path("concept"))),
                        codes(node.path("source"), stream(node.path("element"))),
                        codes(
                                node.path("target"),
                                stream(node.path("element")).flatMap(it -> stream(it.path("target")))))
                .flatMap(Function.identity());
        return Stream.concat(here, stream(node).flatMap(DefinitionsTest::codesIn));
    }

    private static Stream<Used> codes(JsonNode system, Stream<JsonNode> holders) {
        return holders.filter(it -> system.isTextual() && it.has("code"))
                .map(it -> new Used(
                        system.asText(),
                        it.path("code").asText(),
                        it.path("display").asText()));
    }

    private static Map<String, String> displays(JsonNode codeSystem) {
        return concepts(codeSystem)
                .collect(toMap(
                        it -> it.path("code").asText(), it -> it.path("display").asText()));
    }

    private static Stream<JsonNode> concepts(JsonNode parent) {
        return stream(parent.path("concept")).flatMap(it -> Stream.concat(Stream.of(it), concepts(it)));
    }

    private static Map<String, JsonNode> codeSystems() {
        return ofType("CodeSystem").collect(toMap(it -> it.path("url").asText(), Function.identity()));
    }

    private static Stream<JsonNode> ofType(String type) {
        return Authored.definitions()
                .filter(it -> it.path("resourceType").asText().equals(type));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** For the context of an extension, HAPI fetches FHIR's core package from the network. */
    private static Stream<Named<JsonNode>> checkableDefinitions() {
        return definitions().filter(it -> !it.getPayload().has("context"));
    }

    private static Stream<Named<JsonNode>> definitions() {
        return Authored.definitions().map(DefinitionsTest::named);
    }

    private static Stream<Named<JsonNode>> conceptMaps() {
        return ofType("ConceptMap").map(DefinitionsTest::named);
    }

    private static Stream<Named<JsonNode>> all() {
        return Stream.concat(definitions(), Authored.examples().map(name -> Named.of(name, Authored.example(name))));
    }

    private static Named<JsonNode> named(JsonNode definition) {
        return Named.of(definition.path("resourceType").asText() + "/" + Authored.id(definition), definition);
    }
}
