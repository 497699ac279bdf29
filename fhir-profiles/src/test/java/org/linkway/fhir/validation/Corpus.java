package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.profile.PackagedResource;

/**
 * Documents for validators to be compared over: the examples of Linkway's package and, where they are beside
 * the project, what others published; first as they are, then spoilt; every other one in XML. The same seed gives the same.
 */
final class Corpus {
    private static final List<Path> PUBLISHED =
            List.of(Path.of("../../shared/interop/bars"), Path.of("../../shared/interop/sdoh-cc-2.3.0"));

    private final FhirContext fhir;
    private final WireGuard guard;
    private final List<Document> good;

    /** @param profile what it is to conform to, as a canonical URL */
    record Document(String name, String text, WireFormat format, String profile) {}

    Corpus(FhirContext fhir) {
        this.fhir = fhir;
        this.guard = new WireGuard(fhir);
        this.good = good();
    }

    /** How many documents stand unspoilt at the beginning. */
    int unspoilt() {
        return good.size();
    }

    /** Only what the wire guard lets through, for nothing else comes before a validator. */
    List<Document> documents(int count, long seed) {
        Random random = new Random(seed);
        List<Document> documents = new ArrayList<>(good.subList(0, Math.min(count, good.size())));
        while (documents.size() < count) {
            Document one = good.get(documents.size() % good.size());
            Document spoilt = new Document(
                    one.name() + " spoilt as number " + documents.size(),
                    one.format() == WireFormat.JSON
                            ? Mutations.oddJson(one.text(), random)
                            : Mutations.oddXml(one.text(), random),
                    one.format(),
                    one.profile());
            if (passesTheGuard(spoilt)) {
                documents.add(spoilt);
            }
        }
        return documents;
    }

    private boolean passesTheGuard(Document document) {
        return guard.check(document.text().getBytes(StandardCharsets.UTF_8), document.format())
                .issues()
                .isEmpty();
    }

    private List<Document> good() {
        Stream<Document> examples = LinkwayPackage.builtIn().examples().stream().flatMap(this::example);
        return Stream.concat(examples, published()).toList();
    }

    private Stream<Document> example(PackagedResource example) {
        String name = example.file().replaceAll(".*/|\\.json$", "");
        return bothForms(name, example.json(), LinkwayProfile.BASE + name.replaceAll("-(minimal|full)$", ""));
    }

    private Stream<Document> published() {
        return PUBLISHED.stream()
                .filter(Files::isDirectory)
                .flatMap(Corpus::files)
                .flatMap(file -> {
                    String name = file.getFileName().toString();
                    String text = read(file);
                    IBaseResource resource = name.endsWith(".json")
                            ? fhir.newJsonParser().parseResource(text)
                            : fhir.newXmlParser().parseResource(text);
                    return bothForms(
                            name,
                            fhir.newJsonParser().encodeResourceToString(resource),
                            "http://hl7.org/fhir/StructureDefinition/" + resource.fhirType());
                });
    }

    private Stream<Document> bothForms(String name, String json, String profile) {
        IBaseResource resource = fhir.newJsonParser().parseResource(json);
        return Stream.of(
                new Document(name + " in JSON", json, WireFormat.JSON, profile),
                new Document(
                        name + " in XML",
                        fhir.newXmlParser().encodeResourceToString(resource),
                        WireFormat.XML,
                        profile));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*[.](json|xml)")).sorted().toList().stream();
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
