package org.linkway.fhir.terminology;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.utilities.npm.NpmPackage;

/** The code systems of UK Core and BaRS as published: where their packages are not beside the project, these tests skip. */
final class PublishedCodeSystems {
    private static final Path PACKAGES = Path.of("../../shared/packages");
    private static final List<String> NAMES =
            List.of("fhir.r4.ukcore.stu2-2.0.2-staging.20250620.tgz", "uk.nhsdigital.bars.r4-1.35.0.tgz");

    private PublishedCodeSystems() {}

    static Optional<CodeSystem> named(String url) {
        return ukCoreAndBars().filter(system -> system.getUrl().equals(url)).findFirst();
    }

    static Stream<CodeSystem> retired() {
        return ukCoreAndBars()
                .filter(system -> "retired".equals(system.getStatus().toCode()));
    }

    private static Stream<CodeSystem> ukCoreAndBars() {
        assumeTrue(Files.isDirectory(PACKAGES), "skipped: the published packages are not at " + PACKAGES);
        return Held.SYSTEMS.stream();
    }

    /** Read when first asked for, and once. */
    private static final class Held {
        static final List<CodeSystem> SYSTEMS =
                NAMES.stream().flatMap(Held::codeSystems).toList();

        private static Stream<CodeSystem> codeSystems(String name) {
            var parser = FhirContext.forR4Cached().newJsonParser();
            parser.setParserErrorHandler(new LenientErrorHandler(false));
            try {
                NpmPackage npm =
                        NpmPackage.fromPackage(new ByteArrayInputStream(Files.readAllBytes(PACKAGES.resolve(name))));
                return npm.getFolders().values().stream()
                        .flatMap(folder -> folder.getContent().entrySet().stream())
                        .filter(file -> file.getKey().startsWith("CodeSystem"))
                        .map(Map.Entry::getValue)
                        .map(json -> new String(json, StandardCharsets.UTF_8))
                        .map(parser::parseResource)
                        .filter(CodeSystem.class::isInstance)
                        .map(CodeSystem.class::cast);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
