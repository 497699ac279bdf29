package org.linkway.translation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.referral.Kebab;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Subject;

/**
 * Entries of the audit trail as FHIR AuditEvents, by IHE's Basic Audit Log Patterns 1.1.4
 * (https://profiles.ihe.net/ITI/BALP/1.1.4/): one for each patient, as those want it.
 */
final class AuditEventMapper {
    /** What Linkway calls it. */
    static final String KINDS = "https://fhir.linkway.org/CodeSystem/audit-kind";

    private static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";
    private static final String EVENT_TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String LIFECYCLE = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
    private static final String ENTITY_TYPES = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String RESOURCE_TYPES = "http://hl7.org/fhir/resource-types";
    private static final String ROLES = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final String REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String BALP_ENTITIES = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";

    private AuditEventMapper() {}

    /** @param site the gateway's own name */
    static List<AuditEvent> toFhir(AuditEntry entry, String site) {
        List<Optional<String>> patients = patients(entry.deed());
        List<AuditEvent> events = new ArrayList<>();
        for (int place = 0; place < patients.size(); place++) {
            AuditEvent event = toFhir(entry, patients.get(place), site);
            event.setId(id(entry, place));
            events.add(event);
        }
        return events;
    }

    /** Nobody, where it is about nobody. */
    private static List<Optional<String>> patients(Deed deed) {
        List<Optional<String>> known = deed.subjects().stream()
                .map(Subject::patient)
                .filter(Optional::isPresent)
                .distinct()
                .toList();
        return known.isEmpty() ? List.of(Optional.empty()) : known;
    }

    /** The first has the entry's own; the others' follow from it. */
    private static String id(AuditEntry entry, int place) {
        return place == 0
                ? entry.id().toString()
                : UUID.nameUUIDFromBytes((entry.id() + "/" + place).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    private static AuditEvent toFhir(AuditEntry entry, Optional<String> patient, String site) {
        AuditEvent event = new AuditEvent();
        BalpProfile.of(entry, patient).ifPresent(profile -> event.getMeta().addProfile(profile.url()));
        event.setType(type(entry.deed().kind()));
        entry.circumstances().interaction().ifPresent(code -> event.addSubtype(new Coding(INTERACTIONS, code, null)));
        if (entry.deed().kind() == Kind.EXPORT) {
            event.addSubtype(new Coding(LIFECYCLE, "disclose", null));
        }
        authentication(entry.deed().kind()).ifPresent(event::addSubtype);
        event.addSubtype(new Coding(KINDS, Kebab.of(entry.deed().kind()), null));
        event.setAction(AuditEventAction.fromCode(entry.deed().action().code()));
        event.setRecorded(Date.from(entry.recorded()));
        event.setOutcome(AuditEventOutcome.fromCode(entry.deed().outcome().code()));
        outcomeDesc(entry.deed()).ifPresent(event::setOutcomeDesc);
        event.addPurposeOfEvent(concept(REASONS, entry.circumstances().purpose().name()));
        AuditAgents.of(entry, site).forEach(event::addAgent);
        event.getSource()
                .setSite(site)
                .setObserver(AuditAgents.gateway(site))
                .addType(new Coding("http://terminology.hl7.org/CodeSystem/security-source-type", "4", null));
        entities(entry, patient).forEach(event::addEntity);
        return event;
    }

    private static Coding type(Kind kind) {
        return switch (kind) {
            case EXPORT -> new Coding(AuditAgents.DICOM, "110106", "Export");
            case FILING -> new Coding(LIFECYCLE, "transmit", null);
            case ADMIN -> new Coding(AuditAgents.DICOM, "110100", "Application Activity");
            case SIGN_IN, SIGN_OUT -> new Coding(AuditAgents.DICOM, "110114", "User Authentication");
            default -> new Coding(EVENT_TYPES, "rest", null);
        };
    }

    private static Optional<Coding> authentication(Kind kind) {
        return switch (kind) {
            case SIGN_IN -> Optional.of(new Coding(AuditAgents.DICOM, "110122", "Login"));
            case SIGN_OUT -> Optional.of(new Coding(AuditAgents.DICOM, "110123", "Logout"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> outcomeDesc(Deed deed) {
        String words = deed.httpStatus().map(status -> "HTTP " + status).orElse("")
                + deed.remark().map(remark -> " " + remark).orElse("");
        return Optional.of(words.strip()).filter(it -> !it.isEmpty());
    }

    private static List<AuditEventEntityComponent> entities(AuditEntry entry, Optional<String> patient) {
        List<AuditEventEntityComponent> all = new ArrayList<>();
        patient.ifPresent(number -> all.add(person(number)));
        List<Subject> subjects = entry.deed().subjects().stream()
                .filter(subject ->
                        subject.patient().isEmpty() || subject.patient().equals(patient))
                .toList();
        subjects.stream()
                .flatMap(subject -> subject.referral().stream())
                .distinct()
                .map(AuditEventMapper::referral)
                .forEach(all::add);
        boolean asks = entry.deed().query().isPresent();
        entry.deed().query().map(AuditEventMapper::query).ifPresent(all::add);
        List<Subject> resources =
                subjects.stream().filter(subject -> subject.type().isPresent()).toList();
        for (int place = 0; place < resources.size(); place++) {
            // BALP: one alone is a "system object", and in a query that is the query.
            all.add(resource(resources.get(place), place == 0 && !asks));
        }
        entry.circumstances()
                .requestId()
                .map(id -> request(BALP_ENTITIES, "XrequestId", id))
                .ifPresent(all::add);
        entry.circumstances()
                .correlationId()
                .map(id -> request(KINDS, "correlation-id", id))
                .ifPresent(all::add);
        return all;
    }

    private static AuditEventEntityComponent person(String nhsNumber) {
        return new AuditEventEntityComponent()
                .setWhat(new Reference()
                        .setType("Patient")
                        .setIdentifier(new Identifier()
                                .setSystem(IdentifierSystem.NHS_NUMBER.uri())
                                .setValue(nhsNumber)))
                .setType(new Coding(ENTITY_TYPES, "1", null))
                .setRole(new Coding(ROLES, "1", null));
    }

    private static AuditEventEntityComponent referral(UUID id) {
        return new AuditEventEntityComponent()
                .setWhat(new Reference()
                        .setIdentifier(new Identifier()
                                .setSystem(IdentifierSystem.LINKWAY_REFERRAL.uri())
                                .setValue(id.toString())))
                .setType(new Coding(ENTITY_TYPES, "4", null))
                .setRole(new Coding(ROLES, "20", null));
    }

    private static AuditEventEntityComponent query(String text) {
        return new AuditEventEntityComponent()
                .setType(new Coding(ENTITY_TYPES, "2", null))
                .setRole(new Coding(ROLES, "24", null))
                .setQuery(text.getBytes(StandardCharsets.UTF_8));
    }

    private static AuditEventEntityComponent resource(Subject subject, boolean first) {
        String type = subject.type().orElseThrow();
        String address = type
                + subject.id().map(id -> "/" + id).orElse("")
                + subject.version().map(version -> "/_history/" + version).orElse("");
        return new AuditEventEntityComponent()
                .setWhat(new Reference(address))
                .setType(first ? new Coding(ENTITY_TYPES, "2", null) : new Coding(RESOURCE_TYPES, type, null))
                .setRole(new Coding(ROLES, "4", null));
    }

    private static AuditEventEntityComponent request(String system, String code, String id) {
        return new AuditEventEntityComponent()
                .setWhat(new Reference().setIdentifier(new Identifier().setValue(id)))
                .setType(new Coding(system, code, null));
    }

    static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }
}
