package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.translation.BundleIndex.Entry;

/** Everything in one message is about one person (hazard H1): what says whose it is, says the Bundle's Patient. */
final class SamePerson {
    /** A type of resource, and where it says whose it is. */
    private record Says<T extends Resource>(Class<T> type, String element, Function<Resource, Reference> whose) {
        static <T extends Resource> Says<T> of(Class<T> type, String element, Function<T, Reference> whose) {
            return new Says<>(type, element, resource -> whose.apply(type.cast(resource)));
        }
    }

    private static final List<Says<?>> SAYS_WHOSE = List.of(
            Says.of(CarePlan.class, "subject", CarePlan::getSubject),
            Says.of(Communication.class, "subject", Communication::getSubject),
            Says.of(Condition.class, "subject", Condition::getSubject),
            Says.of(Consent.class, "patient", Consent::getPatient),
            Says.of(Encounter.class, "subject", Encounter::getSubject),
            Says.of(Flag.class, "subject", Flag::getSubject),
            Says.of(Observation.class, "subject", Observation::getSubject),
            Says.of(Procedure.class, "subject", Procedure::getSubject),
            Says.of(QuestionnaireResponse.class, "subject", QuestionnaireResponse::getSubject),
            Says.of(RelatedPerson.class, "patient", RelatedPerson::getPatient));

    private SamePerson() {}

    static void check(BundleIndex index, Entry<Patient> patient, Findings findings) {
        Optional<String> number = nhsNumber(patient.resource().getIdentifier().stream());
        for (Entry<Resource> entry : index.entries()) {
            SAYS_WHOSE.stream()
                    .filter(it -> it.type().isInstance(entry.resource()))
                    .filter(it -> isAnothers(it.whose().apply(entry.resource()), number, index, patient))
                    .forEach(it -> findings.error(
                            GatewayError.INVARIANT,
                            entry.path(it.element()),
                            "This is about somebody else than the Bundle's Patient. Everything in one message is about one"
                                    + " person: refer to the Bundle's Patient, or leave the resource out."));
        }
    }

    private static boolean isAnothers(
            Reference whose, Optional<String> number, BundleIndex index, Entry<Patient> patient) {
        return namesAnother(whose, number) || leadsElsewhere(whose, index, patient);
    }

    private static boolean namesAnother(Reference whose, Optional<String> number) {
        Optional<String> named = nhsNumber(Stream.of(whose.getIdentifier()));
        return named.isPresent() && number.isPresent() && !named.equals(number);
    }

    /** Within the Bundle; what a sender keeps elsewhere is nobody that this message is about. */
    private static boolean leadsElsewhere(Reference whose, BundleIndex index, Entry<Patient> patient) {
        return index.resolve(whose)
                .map(found -> found.position() != patient.position())
                .orElseGet(() -> namesAPatient(whose));
    }

    private static boolean namesAPatient(Reference whose) {
        return whose.hasReference()
                && "Patient".equals(whose.getReferenceElement().getResourceType());
    }

    private static Optional<String> nhsNumber(Stream<Identifier> identifiers) {
        return identifiers
                .filter(it -> IdentifierSystem.NHS_NUMBER.matches(it.getSystem()) && it.getValue() != null)
                .map(it -> it.getValue().replace(" ", ""))
                .findFirst();
    }
}
