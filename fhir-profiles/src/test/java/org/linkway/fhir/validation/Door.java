package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.profile.Authored;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.profile.MountedPackages;

/** A reader as the application has it, made once, and Bundles to put before it. */
final class Door {
    static final FhirContext FHIR = FhirContext.forR4();
    static final FhirReader READER = new FhirReader(
            FHIR, new ProfileValidator(FHIR, new ValidatorSettings(MountedPackages.none(), UnknownProfiles.IGNORE)));

    private Door() {}

    static Bundle leastTransaction() {
        return parse(LinkwayProfile.DOOR_TRANSACTION.minimalExample());
    }

    static Bundle leastMessage() {
        return parse(LinkwayProfile.DOOR_MESSAGE.minimalExample());
    }

    static Bundle fullTransaction() {
        return parse(Authored.exampleText("Linkway-DoorTransaction-full"));
    }

    static Bundle fullMessage() {
        return parse(Authored.exampleText("Linkway-DoorMessage-full"));
    }

    static String fixture(String name) {
        try (InputStream in = Door.class.getResourceAsStream("/fixtures/" + name + "/input.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bundle parse(String json) {
        return FHIR.newJsonParser().parseResource(Bundle.class, json);
    }

    /** The only resource of this type. */
    static <R extends Resource> R only(Class<R> type, Bundle bundle) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((one, another) -> {
                    throw new AssertionError("more than one " + type.getSimpleName());
                })
                .orElseThrow();
    }

    /** What refuses a Bundle; what is only advised is shown by the cases of the profiles. */
    static List<Issue> issues(Bundle bundle) {
        return errors(read(bundle));
    }

    static List<Issue> errors(Reading reading) {
        return reading.issues().stream().filter(issue -> !issue.warning()).toList();
    }

    static Reading read(Bundle bundle) {
        LinkwayProfile profile = bundle.getType() == Bundle.BundleType.MESSAGE
                ? LinkwayProfile.DOOR_MESSAGE
                : LinkwayProfile.DOOR_TRANSACTION;
        return read(FHIR.newJsonParser().encodeResourceToString(bundle), "application/fhir+json", profile);
    }

    static Reading read(String body, String contentType, LinkwayProfile profile) {
        Reading reading = READER.read(body.getBytes(StandardCharsets.UTF_8), contentType, profile);
        return new Reading(reading.bundle(), plain(reading.issues()));
    }

    /** Without their places in the text and their rules, of which other tests speak. */
    static List<Issue> plain(List<Issue> issues) {
        return issues.stream()
                .map(issue -> Issue.of(issue.error(), issue.severity(), issue.expression(), issue.sentence()))
                .toList();
    }
}
