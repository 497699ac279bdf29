package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.profile.MountedPackages;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * HAPI's validator as its documentation makes it, beside ours. How to run it, and what it printed: the module's README. Times are
 * sampled, because on a shared machine the median says more than the mean; both get the flag that lets HAPI's longest method be
 * compiled, and a message needs a thousand calls until most of it is.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6, time = 8)
@Measurement(iterations = 3, time = 8)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:-DontCompileHugeMethods"})
public class ValidatorBenchmark {
    private static final Path UK_CORE = Path.of("../../shared/packages");

    /** As HAPI's documentation has it, or Linkway's. */
    @Param({"stock", "reused"})
    public String validator;

    /** Linkway's package alone, or UK Core and what else stands beside the project as well. */
    @Param({"linkway", "linkway+ukcore"})
    public String packages;

    /** A name of an example of Linkway's package, or the message of nine entries. */
    @Param({
        "Linkway-DoorPatient-full",
        "Linkway-DoorServiceRequest-full",
        "Linkway-DoorTask-full",
        "message-of-nine-entries"
    })
    public String document;

    private ProfileValidator candidate;
    private String text;
    private String profile;

    @Setup
    public void make() throws IOException {
        FhirContext fhir = FhirContext.forR4Cached();
        boolean ukCore = packages.endsWith("ukcore");
        if (ukCore && !Files.isDirectory(UK_CORE)) {
            throw new IllegalStateException("There are no packages at " + UK_CORE + ".");
        }
        ValidatorSettings settings = ukCore
                ? new ValidatorSettings(MountedPackages.from(UK_CORE), UnknownProfiles.WARN)
                : ValidatorSettings.plain();
        candidate = validator.equals("stock")
                ? new ProfileValidator(fhir, settings, FhirInstanceValidator::new)
                : new ProfileValidator(fhir, settings);
        boolean message = document.equals("message-of-nine-entries");
        text = message
                ? nineEntries()
                : LinkwayPackage.builtIn().example(document).orElseThrow().json();
        profile = message
                ? LinkwayProfile.DOOR_MESSAGE.url()
                : LinkwayProfile.BASE + document.replaceAll("-(minimal|full)$", "");
    }

    private static String nineEntries() throws IOException {
        try (InputStream in =
                ValidatorBenchmark.class.getResourceAsStream("/fixtures/message/nine-entries/input.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Benchmark
    public List<SingleValidationMessage> validate() {
        return candidate.messages(text, profile);
    }
}
