package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.MountedPackages;
import org.linkway.fhir.profile.PackageSupport;

/**
 * What conforms to Linkway's profiles conforms to UK Core: each example, and each resource in it, against the UK Core profile of
 * its type. Where the package is not beside this project, this skips.
 */
class UkCoreConformanceTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
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
    void conformsToTheUkCoreProfileOfItsType(String example, String type, Resource resource) {
        String profile = UK_CORE + resource.fhirType();
        String json = FHIR.newJsonParser().encodeResourceToString(resource);

        assertThat(definitions.fetchStructureDefinition(profile)).isNotNull();
        assertThat(validator.validate(JsonScan.scan(json), List.of(profile)))
                .as(json)
                .noneMatch(issue -> !issue.warning());
    }

    static Stream<Arguments> resourcesOfExamples() {
        return LinkwayPackage.builtIn().examples().stream()
                .flatMap(example -> withEntries(example.parsed())
                        .map(resource -> Arguments.of(name(example.file()), resource.fhirType(), resource)));
    }

    private static Stream<Resource> withEntries(Resource resource) {
        return resource instanceof Bundle bundle
                ? Stream.concat(Stream.of(bundle), bundle.getEntry().stream().map(BundleEntryComponent::getResource))
                : Stream.of(resource);
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
