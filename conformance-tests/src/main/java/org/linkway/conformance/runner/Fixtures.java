package org.linkway.conformance.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.TestScript;
import org.hl7.fhir.r4.model.TestScript.TestScriptFixtureComponent;
import org.linkway.fhir.validation.WireFormat;

/** Finds what a script brings along: contained, or in files beside it. Nothing is fetched from anywhere. */
final class Fixtures {
    private final Script script;
    private final Words words;

    Fixtures(Script script, Words words) {
        this.script = script;
        this.words = words;
    }

    /** @throws StepStopped where it is not there */
    Fixture load(TestScriptFixtureComponent fixture) {
        if (fixture.getResource().getResource() instanceof Resource held) {
            return new Fixture(Body.of(held, WireFormat.JSON));
        }
        String reference = fixture.getResource().getReference();
        if (reference == null) {
            throw StepStopped.error("The fixture " + fixture.getId() + " refers to nothing.");
        }
        if (reference.startsWith("#")) {
            return contained(script.resource(), reference.substring(1));
        }
        return candidates(reference)
                .flatMap(path -> script.shelf().read(path).map(bytes -> file(path, bytes)).stream())
                .findFirst()
                .orElseThrow(
                        () -> StepStopped.notSupported(
                                "The fixture " + fixture.getId() + " refers to `" + reference
                                        + "`, and there is no such file beside the script. Files are read, and nothing is fetched."));
    }

    private static Fixture contained(TestScript script, String id) {
        return script.getContained().stream()
                .filter(resource ->
                        resource.getIdElement().getIdPart().replace("#", "").equals(id))
                .map(resource -> new Fixture(Body.of(resource, WireFormat.JSON)))
                .findFirst()
                .orElseThrow(() -> StepStopped.error("The script contains no resource `" + id + "`."));
    }

    /** As it stands; without its ending; and as the examples of FHIR's specification are named. */
    private static Stream<String> candidates(String reference) {
        String path = reference.startsWith("./") ? reference.substring(2) : reference;
        String example = path.toLowerCase(Locale.ROOT).replace('/', '-');
        return Stream.of(
                path,
                path + ".json",
                path + ".xml",
                path.replace('/', '-') + ".json",
                example + ".json",
                example + ".xml");
    }

    private Fixture file(String path, byte[] bytes) {
        String text = words.fill(new String(bytes, UTF_8));
        Optional<WireFormat> format = List.of(WireFormat.values()).stream()
                .filter(each -> path.endsWith("." + each.name().toLowerCase(Locale.ROOT)))
                .findFirst();
        return new Fixture(
                new Body(text.getBytes(UTF_8), format.map(WireFormat::mediaType).orElse("")));
    }
}
