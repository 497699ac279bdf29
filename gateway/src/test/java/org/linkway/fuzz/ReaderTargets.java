package org.linkway.fuzz;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ProfileValidator;
import org.linkway.fhir.validation.Reading;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.fhir.validation.ValidateOperation;
import org.linkway.fhir.validation.ValidatorSettings;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;

/** What comes in at the FHIR doors, as far as it can be read: what reads, what checks, and what translates that which is valid. */
public final class ReaderTargets {
    private static final int TRIES = 10;
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    /** One for all, because it takes seconds to make and a gateway has one. */
    public static final FhirReader READER = new FhirReader(FHIR, new ProfileValidator(FHIR, ValidatorSettings.plain()));

    static final ReferralTranslation TRANSLATION =
            new ReferralTranslation(FHIR, new InboundRules(Set.of("a5t1", "a5t3"), true), UUID::randomUUID);

    private ReaderTargets() {}

    static Stream<Target> all() {
        List<Seed> transactions = Examples.json("Linkway-DoorTransaction", "Linkway-ReferralTransaction");
        List<Seed> messages =
                Examples.json("Linkway-DoorMessage", "Linkway-ReferralMessage", "Linkway-ResponseMessage");
        return Stream.of(
                bundles("transaction-json", transactions, LinkwayProfile.DOOR_TRANSACTION),
                bundles("transaction-xml", Examples.xml(transactions), LinkwayProfile.DOOR_TRANSACTION),
                bundles("message-json", messages, LinkwayProfile.DOOR_MESSAGE),
                bundles(
                        "message-xml",
                        Stream.concat(Examples.xml(messages).stream(), Examples.published().stream())
                                .toList(),
                        LinkwayProfile.DOOR_MESSAGE),
                resources("patient", "Patient", Examples.json("Linkway-DoorPatient", "Linkway-Patient")),
                resources("service-request", "ServiceRequest", Examples.json("Linkway-DoorServiceRequest")),
                resources("consent", "Consent", Examples.json("Linkway-DoorConsent")),
                validate());
    }

    private static Target bundles(String name, List<Seed> seeds, LinkwayProfile profile) {
        String contentType = contentType(seeds);
        return new Target(name, TRIES, seeds, input -> {
            Reading reading = READER.read(input, contentType, profile);
            isSaid(reading.bundle().isPresent(), reading.issues());
            if (reading.bundle().isPresent()) {
                translate(reading);
            }
            READER.bundleType(input, contentType);
        });
    }

    private static void translate(Reading reading) {
        TRANSLATION.intent(reading);
        TRANSLATION.reason(reading);
        TRANSLATION.serviceRequestId(reading);
        TRANSLATION.completion(reading).conditions();
        TRANSLATION.completion(reading).references();
        if (TRANSLATION.isResponse(reading)) {
            TRANSLATION.onwardReport(reading);
        }
        TRANSLATION
                .toModel(reading, Optional.of(UUID.randomUUID().toString()))
                .match((draft, warnings) -> TRANSLATION.admit(reading).published(), issues -> isSaid(false, issues));
    }

    private static Target resources(String name, String type, List<Seed> seeds) {
        String contentType = contentType(seeds);
        return new Target(name, TRIES / 2, seeds, input -> {
            ResourceReading reading = READER.readAtDoor(input, contentType, type);
            isSaid(reading.resource().isPresent(), reading.issues());
            if (reading.resource().isPresent()) {
                TRANSLATION.references(reading);
                TRANSLATION.faults(reading);
            }
        });
    }

    private static Target validate() {
        ValidateOperation validate = new ValidateOperation(READER);
        ValidateOperation.Asked asked =
                new ValidateOperation.Asked(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        List<Seed> seeds = Stream.of(
                        "Linkway-Observation-SWEMWBS-full", "Linkway-CarePlan-full", "Linkway-Task-minimal")
                .map(Examples::example)
                .flatMap(resource -> Stream.of(resource, """
                        {"resourceType": "Parameters", "parameter": [
                         {"name": "mode", "valueCode": "create"},
                         {"name": "profile", "valueCanonical": "https://fhir.linkway.org/StructureDefinition/Linkway-Task"},
                         {"name": "resource", "resource": %s}]}""".formatted(resource)))
                .map(Seed::json)
                .toList();
        return new Target("validate", TRIES, seeds, input -> {
            validate.validate(input, contentType(seeds), asked).issues().forEach(ReaderTargets::isSentence);
        });
    }

    static String contentType(List<Seed> seeds) {
        return seeds.get(0).form() == Seed.Form.JSON ? "application/fhir+json" : "application/fhir+xml";
    }

    /** It is taken, or it is said why not. */
    static Void isSaid(boolean taken, List<Issue> issues) {
        if (taken == Issue.anyError(issues)) {
            throw new AssertionError(taken ? "taken with an error" : "refused without an error");
        }
        issues.forEach(ReaderTargets::isSentence);
        return null;
    }

    private static void isSentence(Issue issue) {
        if (!issue.sentence().endsWith(".")) {
            throw new AssertionError("no sentence");
        }
    }
}
