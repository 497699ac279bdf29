package org.linkway.conformance.partner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.fhir.identifier.IdentifierSystem;

/** What stands in the records of one practice, and how FHIR search finds it. */
final class PracticeRecords {
    private static final String ANY = "";

    private final List<DomainResource> resources = new ArrayList<>();

    synchronized void addPatient(String nhsNumber) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(IdentifierSystem.NHS_NUMBER.uri()).setValue(nhsNumber);
        add(patient);
    }

    /** Keeps a copy under a new id. */
    synchronized DomainResource add(DomainResource resource) {
        DomainResource kept = resource.copy();
        kept.setId(kept.fhirType() + "/" + UUID.randomUUID());
        resources.add(kept);
        return kept;
    }

    synchronized boolean holdsPatient(Reference subject) {
        return resources.stream()
                .filter(Patient.class::isInstance)
                .anyMatch(patient -> patient.getId().equals(subject.getReference()));
    }

    /** What fulfils all criteria; a criterion that this record does not know is refused rather than ignored. */
    synchronized List<DomainResource> search(String type, Map<String, String> criteria) {
        Predicate<DomainResource> wanted = resource -> resource.fhirType().equals(type);
        for (Map.Entry<String, String> criterion : criteria.entrySet()) {
            wanted = wanted.and(predicate(criterion.getKey(), criterion.getValue()));
        }
        return resources.stream().filter(wanted).toList();
    }

    private Predicate<DomainResource> predicate(String parameter, String value) {
        return switch (parameter) {
            case "_id" -> resource -> resource.getIdElement().getIdPart().equals(value);
            case "identifier" -> resource -> carriesIdentifier(resource, value);
            case "code" -> resource -> carriesCode(resource, value);
            case "patient", "subject" -> resource -> isAbout(resource, value);
            case "patient.identifier" -> resource -> isAboutPatientWith(resource, value);
            default -> throw new RecordRefusal(400, "This record cannot search by " + parameter + ".");
        };
    }

    private static boolean carriesIdentifier(DomainResource resource, String token) {
        return children(resource, "identifier", Identifier.class)
                .anyMatch(identifier -> isToken(token, identifier.getSystem(), identifier.getValue()));
    }

    private static boolean carriesCode(DomainResource resource, String token) {
        return children(resource, "code", CodeableConcept.class)
                .flatMap(concept -> concept.getCoding().stream())
                .anyMatch((Coding coding) -> isToken(token, coding.getSystem(), coding.getCode()));
    }

    private static boolean isAbout(DomainResource resource, String patient) {
        String reference = patient.startsWith("Patient/") ? patient : "Patient/" + patient;
        return subjects(resource).anyMatch(subject -> subject.getReference().equals(reference));
    }

    private boolean isAboutPatientWith(DomainResource resource, String token) {
        return search("Patient", Map.of("identifier", token)).stream()
                .anyMatch(patient -> isAbout(resource, patient.getId()));
    }

    static Stream<Reference> subjects(DomainResource resource) {
        return children(resource, "subject", Reference.class);
    }

    /** {@code system|value}, or {@code value} in whatever system (FHIR R4, search, token). */
    private static boolean isToken(String token, String system, String value) {
        int bar = token.indexOf('|');
        String wantedSystem = bar < 0 ? ANY : token.substring(0, bar);
        return token.substring(bar + 1).equals(value) && (wantedSystem.equals(ANY) || wantedSystem.equals(system));
    }

    private static <T extends Base> Stream<T> children(Base parent, String name, Class<T> type) {
        Property property = parent.getChildByName(name);
        return property == null
                ? Stream.empty()
                : property.getValues().stream().filter(type::isInstance).map(type::cast);
    }
}
