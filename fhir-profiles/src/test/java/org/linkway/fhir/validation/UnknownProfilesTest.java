package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.profile.MountedPackages;
import org.linkway.fhir.profile.TestPackage;

/** What {@code meta.profile} may name, and what comes of it. */
class UnknownProfilesTest {
    private static final String UNKNOWN = "https://nowhere.example/StructureDefinition/Request";
    private static final String PICTURED = TestPackage.BASE + "pictured";
    private static final String SENTENCE = "ServiceRequest.meta.profile is '" + UNKNOWN
            + "', which is a profile that is not held here, so nothing was checked against it."
            + " Leave it out, or ask for its FHIR package to be mounted here.";
    private static final String PLACE = "Bundle.entry[4].resource.meta.profile[0]";

    private static final Map<UnknownProfiles, FhirReader> READERS = new EnumMap<>(UnknownProfiles.class);

    private static ProfileValidator validator;

    @BeforeAll
    static void mountAProfile(@TempDir Path folder) {
        TestPackage.of("example.pictured", "1.0.0")
                .with(TestPackage.patientWith("pictured", "photo"))
                .writeTo(folder);
        MountedPackages mounted = MountedPackages.from(folder);
        for (UnknownProfiles policy : UnknownProfiles.values()) {
            validator = new ProfileValidator(Door.FHIR, new ValidatorSettings(mounted, policy, Optional.empty()));
            READERS.put(policy, new FhirReader(Door.FHIR, validator));
        }
    }

    @Test
    void errorRefusesTheMessage() {
        Reading reading = read(UnknownProfiles.ERROR, declaring(UNKNOWN));

        assertThat(reading.issues()).containsExactly(Issue.error(GatewayError.NOT_SUPPORTED, PLACE, SENTENCE));
        assertThat(reading.bundle()).isEmpty();
    }

    @Test
    void warnLetsTheMessageThroughAndTellsTheSender() {
        Reading reading = read(UnknownProfiles.WARN, declaring(UNKNOWN));

        assertThat(reading.issues()).containsExactly(Issue.warning(GatewayError.NOT_SUPPORTED, PLACE, SENTENCE));
        assertThat(reading.bundle()).isPresent();
    }

    @Test
    void ignoreLetsTheMessageThroughAndSaysNothing() {
        Reading reading = read(UnknownProfiles.IGNORE, declaring(UNKNOWN));

        assertThat(reading.issues()).isEmpty();
        assertThat(reading.bundle()).isPresent();
    }

    @Test
    void aVersionThatIsNotHeldIsUnknownToo() {
        assertThat(read(UnknownProfiles.ERROR, declaring(PICTURED + "|2.0.0")).bundle())
                .isEmpty();
    }

    @Test
    void aMountedProfileConstrainsWhatDeclaresIt() {
        Bundle bundle = transaction();
        Door.only(Patient.class, bundle).getMeta().addProfile(PICTURED);

        assertThat(read(UnknownProfiles.WARN, bundle).issues())
                .containsExactly(Issue.error(
                        GatewayError.REQUIRED, "Bundle.entry[0].resource.photo", "Patient.photo is missing. Add it."));
    }

    /** As long as the packages are the same, so are the answers: HAPI issue 5707 is of an answer that stuck. */
    @Test
    void tenThousandUnknownProfilesChangeNoAnswerAndKeepNoMemory() {
        List<List<Issue>> before = answers();
        // HAPI remembers 5,000 answers, and no more.
        IntStream.range(0, 6).forEach(UnknownProfilesTest::askForUnknownProfiles);
        long used = usedMemory();

        IntStream.range(6, 12).forEach(UnknownProfilesTest::askForUnknownProfiles);

        assertThat(usedMemory() - used).as("bytes kept of 12 MB").isLessThan(4_000_000);
        assertThat(answers()).isEqualTo(before);
    }

    private static List<List<Issue>> answers() {
        return Stream.of(UNKNOWN, PICTURED, PICTURED + "|1.0.0", PICTURED + "|2.0.0")
                .map(profile -> read(UnknownProfiles.WARN, declaring(profile)).issues())
                .toList();
    }

    /** A thousand others in each round, each name two thousand characters long. */
    private static void askForUnknownProfiles(int round) {
        Patient patient = new Patient();
        String padding = "x".repeat(2000);
        for (int i = 0; i < 1000; i++) {
            patient.getMeta().addProfile("https://nowhere.example/%d/%d/%s".formatted(round, i, padding));
        }
        assertThat(validator.messages(Door.FHIR.newJsonParser().encodeResourceToString(patient)))
                .hasSizeGreaterThanOrEqualTo(1000);
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** With nothing to be said about it. */
    private static Bundle transaction() {
        String full = LinkwayPackage.builtIn()
                .example("Linkway-DoorTransaction-full")
                .orElseThrow()
                .json();
        Bundle bundle = Door.FHIR.newJsonParser().parseResource(Bundle.class, full);
        Door.only(Patient.class, bundle).setMeta(null);
        return bundle;
    }

    private static Bundle declaring(String profile) {
        Bundle bundle = transaction();
        Door.only(ServiceRequest.class, bundle).getMeta().addProfile(profile);
        return bundle;
    }

    private static Reading read(UnknownProfiles policy, Bundle bundle) {
        byte[] body = Door.FHIR.newJsonParser().encodeResourceToString(bundle).getBytes(StandardCharsets.UTF_8);
        Reading reading = READERS.get(policy).read(body, "application/fhir+json", LinkwayProfile.DOOR_TRANSACTION);
        return new Reading(reading.bundle(), Door.plain(reading.issues()));
    }
}
