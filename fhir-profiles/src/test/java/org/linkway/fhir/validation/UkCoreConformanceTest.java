package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.MountedPackages;
import org.linkway.fhir.profile.PackageSupport;
import org.linkway.fhir.validation.WireGuard.Guarded;

/**
 * What conforms to Linkway's profiles conforms to UK Core: each example, and each resource in it, against the UK Core profile of
 * its type. Where the package is not beside this project, this skips.
 */
class UkCoreConformanceTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WireGuard GUARD = new WireGuard(FHIR);
    private static final Path PACKAGES = Path.of("../../shared/packages");
    private static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-";

    private static PackageSupport definitions;
    private static ProfileValidator validator;

    @BeforeAll
    static void mountUkCore() {
        assumeTrue(PACKAGES.toFile().isDirectory(), "skipped: the UK Core package is not at " + PACKAGES);
        MountedPackages packages = MountedPackages.from(PACKAGES);
        definitions = new PackageSupport(FHIR, packages.withLinkways());
        validator =
                new ProfileValidator(FHIR, new ValidatorSettings(packages, UnknownProfiles.IGNORE, Optional.empty()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("resourcesOfExamples")
    void conformsToTheUkCoreProfileOfItsType(String example, String type, String json) {
        Guarded guarded = GUARD.check(json.getBytes(StandardCharsets.UTF_8), WireFormat.JSON);

        assertThat(definitions.fetchStructureDefinition(UK_CORE + type)).isNotNull();
        assertThat(validator.validate(guarded, List.of(UK_CORE + type)))
                .as(json)
                .noneMatch(issue -> !issue.warning());
    }

    static Stream<Arguments> resourcesOfExamples() {
        return LinkwayPackage.builtIn().examples().stream()
                .flatMap(example -> withEntries(tree(example.json()))
                        .map(resource -> Arguments.of(
                                name(example.file()),
                                resource.path("resourceType").asText(),
                                resource.toString())));
    }

    private static Stream<JsonNode> withEntries(JsonNode resource) {
        return Stream.concat(Stream.of(resource), resource.path("entry").findValues("resource").stream());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
