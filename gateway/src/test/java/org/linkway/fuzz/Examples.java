package org.linkway.fuzz;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.linkway.fhir.profile.LinkwayPackage;

/** Good messages to spoil: those of Linkway's package and of the gateway's README, and for long campaigns what others published. */
public final class Examples {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Path OF_THE_README = Path.of("examples");
    private static final Path PUBLISHED = Path.of("../../shared/interop/bars");

    private Examples() {}

    /** Of these profiles of Linkway, the least and the fullest. */
    public static List<Seed> json(String... profiles) {
        return Stream.of(profiles)
                .flatMap(profile -> Stream.of("minimal", "full").map(form -> profile + "-" + form))
                .map(Examples::example)
                .map(Seed::json)
                .toList();
    }

    /** The same in XML. */
    public static List<Seed> xml(List<Seed> json) {
        return json.stream()
                .map(seed -> Seed.xml(FHIR.newXmlParser()
                        .setOverrideResourceIdWithBundleEntryFullUrl(false)
                        .encodeResourceToString(resource(seed.text()))))
                .toList();
    }

    private static IBaseResource resource(String json) {
        return FHIR.newJsonParser()
                .setOverrideResourceIdWithBundleEntryFullUrl(false)
                .parseResource(json);
    }

    /** @param name of the profile, and {@code -minimal} or {@code -full} */
    public static String example(String name) {
        return LinkwayPackage.builtIn().example(name).orElseThrow().json();
    }

    /** One of those that the gateway's README shows. */
    public static String ofTheReadme(String name) {
        return read(OF_THE_README.resolve(name));
    }

    /** NHS England's messages; none where they are not beside the project, or for the short campaign of the build. */
    static List<Seed> published() {
        if (!Files.isDirectory(PUBLISHED) || !Length.isLong()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(PUBLISHED)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .map(file -> Seed.xml(read(file)))
                    .toList();
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
}
