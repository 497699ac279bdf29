package org.linkway.gateway.sandbox.record;

import ca.uhn.fhir.util.FhirTerser;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What the record takes, and where in it the record looks. */
enum RecordType {
    PROCEDURE(Procedure.class, "subject", "code"),
    OBSERVATION(Observation.class, "subject", "code"),
    COMMUNICATION(Communication.class, "subject", "topic"),
    DOCUMENT_REFERENCE(DocumentReference.class, "subject", "type"),
    /** In the record of whoever its targets are about. */
    PROVENANCE(Provenance.class, "target", "activity");

    private final Class<? extends Resource> fhirClass;
    private final String subject;
    private final String code;

    RecordType(Class<? extends Resource> fhirClass, String subject, String code) {
        this.fhirClass = fhirClass;
        this.subject = subject;
        this.code = code;
    }

    static Optional<RecordType> of(Resource resource) {
        return Arrays.stream(values())
                .filter(type -> type.fhirClass.isInstance(resource))
                .findFirst();
    }

    Class<? extends Resource> fhirClass() {
        return fhirClass;
    }

    String fhirName() {
        return fhirClass.getSimpleName();
    }

    /** The element that says whose record it belongs in. */
    String subject() {
        return subject;
    }

    /** The one spelling of a conditional create's condition. */
    String conditionOn(Token identifier) {
        return fhirName() + "?identifier=" + identifier.system().orElse("") + "|" + identifier.value();
    }

    List<Reference> subjects(FhirTerser terser, Resource resource) {
        return terser.getValues(resource, fhirName() + "." + subject, Reference.class);
    }

    List<Coding> codes(FhirTerser terser, Resource resource) {
        return terser.getValues(resource, fhirName() + "." + code, CodeableConcept.class).stream()
                .flatMap(concept -> concept.getCoding().stream())
                .toList();
    }

    /** The clinical date, where it has one. */
    Optional<Instant> date(FhirTerser terser, Resource resource) {
        String element = switch (this) {
            case PROCEDURE -> "performedDateTime";
            case OBSERVATION -> "effectiveDateTime";
            case COMMUNICATION -> "sent";
            case DOCUMENT_REFERENCE -> "date";
            case PROVENANCE -> "recorded";
        };
        return terser.getValues(resource, fhirName() + "." + element, BaseDateTimeType.class).stream()
                .map(BaseDateTimeType::getValue)
                .filter(Objects::nonNull)
                .map(Date::toInstant)
                .findFirst();
    }

    List<Identifier> identifiers(FhirTerser terser, Resource resource) {
        return this == PROVENANCE
                ? List.of()
                : terser.getValues(resource, fhirName() + ".identifier", Identifier.class);
    }
}
