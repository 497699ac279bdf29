package org.linkway.conformance.partner;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** What stands in the records of one practice, in its latest version, and how FHIR search finds it. */
final class PracticeRecords {
    private static final String ANY = "";
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    /** By {@code Type/id}, in the order in which they came. */
    private final Map<String, DomainResource> resources = new LinkedHashMap<>();

    /** What was written over, by {@code Type/id}: the first version first. */
    private final Map<String, List<DomainResource>> earlier = new LinkedHashMap<>();

    /** By the value of an identifier, and by whom they are about: places of the above. A load of entries is searched by these. */
    private final Map<String, Set<String>> byIdentifier = new LinkedHashMap<>();

    private final Map<String, Set<String>> bySubject = new LinkedHashMap<>();

    synchronized void addPatient(String nhsNumber) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(IdentifierSystem.NHS_NUMBER.uri()).setValue(nhsNumber);
        add(patient);
    }

    /** Keeps a copy under a new id. */
    synchronized DomainResource add(DomainResource resource) {
        return keep(resource, resource.fhirType() + "/" + UUID.randomUUID(), 1);
    }

    /** Keeps a copy as the next version of what stands under this id, or as its first. */
    synchronized DomainResource put(DomainResource resource, String place) {
        return keep(resource, place, version(place) + 1);
    }

    /** The version that stands there; 0 where nothing does. */
    synchronized int version(String place) {
        return Optional.ofNullable(resources.get(place))
                .map(it -> Integer.parseInt(it.getMeta().getVersionId()))
                .orElse(0);
    }

    /** This version of what stands there; empty where there was none. */
    synchronized Optional<DomainResource> version(String place, String version) {
        return Stream.concat(earlier.getOrDefault(place, List.of()).stream(), Stream.ofNullable(resources.get(place)))
                .filter(it -> it.getMeta().getVersionId().equals(version))
                .findFirst();
    }

    private DomainResource keep(DomainResource resource, String place, int version) {
        DomainResource kept = resource.copy();
        kept.setId(place);
        kept.getMeta().setVersionId(Integer.toString(version)).setLastUpdated(Date.from(Instant.now()));
        // An update may take away what it was found by: what is found is looked at again.
        Optional.ofNullable(resources.put(place, kept))
                .ifPresent(it ->
                        earlier.computeIfAbsent(place, any -> new ArrayList<>()).add(it));
        children(kept, "identifier", Identifier.class).forEach(it -> note(byIdentifier, it.getValue(), place));
        subjects(kept).forEach(it -> note(bySubject, it.getReference(), place));
        return kept;
    }

    private static void note(Map<String, Set<String>> index, String key, String place) {
        index.computeIfAbsent(key, it -> new LinkedHashSet<>()).add(place);
    }

    synchronized boolean holdsPatient(Reference subject) {
        return resources.get(subject.getReference()) instanceof Patient;
    }

    /** All that stands of this type. */
    List<DomainResource> all(String type) {
        return search(type, Map.of());
    }

    /** What fulfils all criteria; a criterion that this record does not know is refused rather than ignored. */
    synchronized List<DomainResource> search(String type, Map<String, List<String>> criteria) {
        Predicate<DomainResource> wanted = resource -> resource.fhirType().equals(type);
        for (Map.Entry<String, List<String>> criterion : criteria.entrySet()) {
            for (String value : criterion.getValue()) {
                wanted = wanted.and(predicate(criterion.getKey(), value));
            }
        }
        return candidates(criteria).filter(wanted).toList();
    }

    /** Fewer than all, where an index knows. */
    private Stream<DomainResource> candidates(Map<String, List<String>> criteria) {
        if (criteria.containsKey("_id")) {
            return resources.values().stream();
        }
        if (criteria.containsKey("identifier")) {
            return at(byIdentifier.get(valueOf(criteria.get("identifier").get(0))));
        }
        if (criteria.containsKey("patient.identifier")) {
            String number = valueOf(criteria.get("patient.identifier").get(0));
            return at(byIdentifier.get(number)).flatMap(patient -> at(bySubject.get(patient.getId())));
        }
        return new ArrayList<>(resources.values()).stream();
    }

    private Stream<DomainResource> at(Collection<String> places) {
        return places == null ? Stream.empty() : places.stream().map(resources::get);
    }

    private Predicate<DomainResource> predicate(String parameter, String value) {
        return switch (parameter) {
            case "_id" -> resource -> resource.getIdElement().getIdPart().equals(value);
            case "identifier" -> resource -> carriesIdentifier(resource, value);
            case "code" -> resource -> carriesCode(resource, value);
            case "date", "sent" -> ClinicalDate.criterion(value);
            case "patient", "subject" -> resource -> isAbout(resource, value);
            case "patient.identifier", "subject:Patient.identifier" -> resource -> isAboutPatientWith(resource, value);
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
        return subjects(resource)
                .map(subject -> resources.get(subject.getReference()))
                .anyMatch(patient -> patient instanceof Patient && carriesIdentifier(patient, token));
    }

    static Stream<Reference> subjects(DomainResource resource) {
        return children(resource, "subject", Reference.class);
    }

    /** What Linkway calls an entry. */
    static Stream<Identifier> entryIdentifiers(DomainResource resource) {
        return children(resource, "identifier", Identifier.class)
                .filter(identifier -> IdentifierSystem.LINKWAY_RECORD_ENTRY.matches(identifier.getSystem()));
    }

    /** Every reference in a resource, however deep. */
    static List<Reference> references(DomainResource resource) {
        return FHIR.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class);
    }

    /** {@code system|value}, or {@code value} in whatever system (FHIR R4, search, token). */
    private static boolean isToken(String token, String system, String value) {
        int bar = token.indexOf('|');
        String wantedSystem = bar < 0 ? ANY : token.substring(0, bar);
        return valueOf(token).equals(value) && (wantedSystem.equals(ANY) || wantedSystem.equals(system));
    }

    private static String valueOf(String token) {
        return token.substring(token.indexOf('|') + 1);
    }

    static <T extends Base> Stream<T> children(Base parent, String name, Class<T> type) {
        Property property = parent.getChildByName(name);
        return property == null
                ? Stream.empty()
                : property.getValues().stream().filter(type::isInstance).map(type::cast);
    }
}
