package org.linkway.translation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BaseDateTimeType;
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

    static Resource toFhir(RecordEntry entry, String patientId, String nhsNumber) {
        Reference subject = new Reference("Patient/" + patientId)
                .setType("Patient")
                .setIdentifier(new Identifier()
                        .setSystem(IdentifierSystem.NHS_NUMBER.uri())
                        .setValue(nhsNumber));
        return toFhir(entry, subject);
    }

    static Resource toFhir(RecordEntry entry, Reference subject) {
        Resource resource = switch (entry.resource()) {
            case PROCEDURE -> procedure(entry, subject);
            case OBSERVATION -> observation(entry, subject);
            case COMMUNICATION -> communication(entry, subject);
        };
        if (entry.takenBack()) {
            enterInError(resource);
        }
        return resource;
    }

    /** Says of a resource of a record that it never should have stood there; all else of it stays. */
    public static void enterInError(Resource resource) {
        if (resource instanceof Procedure procedure) {
            procedure.setStatus(Procedure.ProcedureStatus.ENTEREDINERROR);
        } else if (resource instanceof Observation observation) {
            observation.setStatus(Observation.ObservationStatus.ENTEREDINERROR);
        } else if (resource instanceof Communication communication) {
            communication.setStatus(Communication.CommunicationStatus.ENTEREDINERROR);
        } else {
            throw new IllegalArgumentException("Linkway files no " + resource.fhirType() + ".");
        }
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
        observation.addIdentifier(identifier(entry));
        entry.measure()
                .ifPresentOrElse(
                        measure -> MeasureMapper.complete(observation, measure),
                        () -> observation.getMeta().addProfile(LinkwayProfile.OBSERVATION.url()));
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

    static Identifier identifier(RecordEntry entry) {
        return new Identifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(entry.id().toString());
    }

    private static CodeableConcept code(RecordEntry entry) {
        return new CodeableConcept(CodeMapper.toFhir(entry.code().orElseThrow()));
    }

    static DateTimeType dateTime(Instant instant) {
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
                    procedure.getStatus() == Procedure.ProcedureStatus.ENTEREDINERROR,
                    CodeMapper.allToModel(procedure.getCode()),
                    Optional.empty(),
                    notes(procedure.getNote())));
        }
        if (found instanceof Observation observation && carries(observation.getIdentifier(), entry)) {
            return Optional.of(new StandingEntry(
                    location(observation),
                    observation.getSubject().getReferenceElement().getIdPart(),
                    instant(observation.getEffective()),
                    observation.getStatus() == Observation.ObservationStatus.FINAL,
                    observation.getStatus() == Observation.ObservationStatus.ENTEREDINERROR,
                    CodeMapper.allToModel(observation.getCode()),
                    MeasureMapper.score(observation),
                    notes(observation.getNote())));
        }
        if (found instanceof Communication communication && carries(communication.getIdentifier(), entry)) {
            return Optional.of(new StandingEntry(
                    location(communication),
                    communication.getSubject().getReferenceElement().getIdPart(),
                    instant(communication.getSentElement()),
                    communication.getStatus() == Communication.CommunicationStatus.COMPLETED,
                    communication.getStatus() == Communication.CommunicationStatus.ENTEREDINERROR,
                    List.of(),
                    Optional.empty(),
                    payload(communication)));
        }
        return Optional.empty();
    }

    /**
     * Where a GP record holds the entry's code by somebody else's hand, from this day on; empty where it does not. Looked at
     * again, because a server may leave out of account what it does not know of a search.
     */
    public static Optional<String> toHeld(Resource found, RecordEntry entry, LocalDate since) {
        if (found instanceof Procedure procedure
                && !isLinkways(procedure.getIdentifier())
                && procedure.getStatus() == Procedure.ProcedureStatus.COMPLETED
                && holds(procedure.getCode(), procedure.getPerformed(), entry, since)) {
            return Optional.of(location(procedure));
        }
        if (found instanceof Observation observation
                && !isLinkways(observation.getIdentifier())
                && observation.getStatus() != Observation.ObservationStatus.ENTEREDINERROR
                && observation.getStatus() != Observation.ObservationStatus.CANCELLED
                && holds(observation.getCode(), observation.getEffective(), entry, since)) {
            return Optional.of(location(observation));
        }
        return Optional.empty();
    }

    private static boolean holds(CodeableConcept code, Type date, RecordEntry entry, LocalDate since) {
        return CodeMapper.allToModel(code).stream()
                        .anyMatch(it -> entry.code().filter(it::meansTheSameAs).isPresent())
                && date instanceof BaseDateTimeType when
                && when.hasValue()
                && when.getValueAsString()
                                .substring(
                                        0, Math.min(10, when.getValueAsString().length()))
                                .compareTo(since.toString())
                        >= 0;
    }

    private static boolean isLinkways(List<Identifier> identifiers) {
        return identifiers.stream()
                .anyMatch(it -> IdentifierSystem.LINKWAY_RECORD_ENTRY.uri().equals(it.getSystem()));
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
