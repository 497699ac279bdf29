package org.linkway.translation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.referral.RecordEntry;
import org.linkway.workflow.StandingEntry;

/** Record entries to the FHIR resources of a GP record, and what a GP record holds back to {@link StandingEntry}. */
public final class RecordEntryMapper {
    private RecordEntryMapper() {}

    /** A transaction that writes the entry once, however often it is sent. It refers to a patient and never makes one. */
    public static Bundle toTransaction(RecordEntry entry, String patientId, String nhsNumber) {
        Resource resource = toFhir(entry, patientId, nhsNumber);
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction.getMeta().addProfile(LinkwayProfile.RECORD_TRANSACTION.url());
        transaction
                .addEntry()
                .setFullUrl("urn:uuid:" + entry.id())
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl(resource.fhirType())
                .setIfNoneExist("identifier=" + IdentifierSystem.LINKWAY_RECORD_ENTRY.uri() + "|" + entry.id());
        return transaction;
    }

    static Resource toFhir(RecordEntry entry, String patientId, String nhsNumber) {
        Reference subject = new Reference("Patient/" + patientId)
                .setType("Patient")
                .setIdentifier(new Identifier()
                        .setSystem(IdentifierSystem.NHS_NUMBER.uri())
                        .setValue(nhsNumber));
        return toFhir(entry, subject);
    }

    static Resource toFhir(RecordEntry entry, Reference subject) {
        return switch (entry.resource()) {
            case PROCEDURE -> procedure(entry, subject);
            case OBSERVATION -> observation(entry, subject);
            case COMMUNICATION -> communication(entry, subject);
        };
    }

    private static Procedure procedure(RecordEntry entry, Reference subject) {
        Procedure procedure = new Procedure()
                .setStatus(Procedure.ProcedureStatus.COMPLETED)
                .setCode(code(entry))
                .setSubject(subject)
                .setPerformed(dateTime(entry.occurredAt()));
        procedure.getMeta().addProfile(LinkwayProfile.PROCEDURE.url());
        procedure.addIdentifier(identifier(entry));
        entry.narrative().ifPresent(words -> procedure.addNote(new Annotation().setText(words)));
        return procedure;
    }

    private static Observation observation(RecordEntry entry, Reference subject) {
        Observation observation = new Observation()
                .setStatus(Observation.ObservationStatus.FINAL)
                .setCode(code(entry))
                .setSubject(subject)
                .setEffective(dateTime(entry.occurredAt()));
        observation.getMeta().addProfile(LinkwayProfile.OBSERVATION.url());
        observation.addIdentifier(identifier(entry));
        entry.narrative().ifPresent(words -> observation.addNote(new Annotation().setText(words)));
        return observation;
    }

    private static Communication communication(RecordEntry entry, Reference subject) {
        Communication communication = new Communication()
                .setStatus(Communication.CommunicationStatus.COMPLETED)
                .setSubject(subject)
                .setSentElement(dateTime(entry.occurredAt()));
        communication.getMeta().addProfile(LinkwayProfile.COMMUNICATION.url());
        communication.addIdentifier(identifier(entry));
        entry.narrative().ifPresent(words -> communication.addPayload().setContent(new StringType(words)));
        return communication;
    }

    private static Identifier identifier(RecordEntry entry) {
        return new Identifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(entry.id().toString());
    }

    private static CodeableConcept code(RecordEntry entry) {
        return new CodeableConcept(CodeMapper.toFhir(entry.code().orElseThrow()));
    }

    private static DateTimeType dateTime(Instant instant) {
        DateTimeType dateTime = new DateTimeType(Date.from(instant));
        dateTime.setTimeZone(TimeZone.getTimeZone("UTC"));
        return dateTime;
    }

    /** What a GP record holds under an entry's identifier; empty for a resource that does not carry it. */
    public static Optional<StandingEntry> toStanding(Resource found, RecordEntry entry) {
        if (found instanceof Procedure procedure && carries(procedure.getIdentifier(), entry)) {
            return Optional.of(new StandingEntry(
                    location(procedure),
                    procedure.getSubject().getReferenceElement().getIdPart(),
                    instant(procedure.getPerformed()),
                    procedure.getStatus() == Procedure.ProcedureStatus.COMPLETED,
                    CodeMapper.allToModel(procedure.getCode()),
                    notes(procedure.getNote())));
        }
        if (found instanceof Observation observation && carries(observation.getIdentifier(), entry)) {
            return Optional.of(new StandingEntry(
                    location(observation),
                    observation.getSubject().getReferenceElement().getIdPart(),
                    instant(observation.getEffective()),
                    observation.getStatus() == Observation.ObservationStatus.FINAL,
                    CodeMapper.allToModel(observation.getCode()),
                    notes(observation.getNote())));
        }
        if (found instanceof Communication communication && carries(communication.getIdentifier(), entry)) {
            return Optional.of(new StandingEntry(
                    location(communication),
                    communication.getSubject().getReferenceElement().getIdPart(),
                    instant(communication.getSentElement()),
                    communication.getStatus() == Communication.CommunicationStatus.COMPLETED,
                    List.of(),
                    payload(communication)));
        }
        return Optional.empty();
    }

    private static String location(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    private static boolean carries(List<Identifier> identifiers, RecordEntry entry) {
        return identifiers.stream()
                .anyMatch(it -> IdentifierSystem.LINKWAY_RECORD_ENTRY.uri().equals(it.getSystem())
                        && entry.id().toString().equals(it.getValue()));
    }

    private static Optional<Instant> instant(Type value) {
        return value instanceof BaseDateTimeType dateTime && dateTime.hasValue()
                ? Optional.of(dateTime.getValue().toInstant())
                : Optional.empty();
    }

    private static List<String> notes(List<Annotation> notes) {
        return notes.stream().map(Annotation::getText).filter(Objects::nonNull).toList();
    }

    private static List<String> payload(Communication communication) {
        List<String> words = new ArrayList<>();
        communication.getPayload().forEach(payload -> {
            if (payload.getContent() instanceof StringType text && text.hasValue()) {
                words.add(text.getValue());
            }
        });
        return words;
    }
}
