package org.linkway.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Who;

/** Who took part in what an entry of the audit trail says: the caller, the gateway, and the human behind the caller. */
final class AuditAgents {
    static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

    private static final String SOURCE = "110153";
    private static final String DESTINATION = "110152";
    private static final String APPLICATION = "110150";

    private AuditAgents() {}

    static List<AuditEventAgentComponent> of(AuditEntry entry, String site) {
        Who who = entry.circumstances().who();
        Kind kind = entry.deed().kind();
        List<AuditEventAgentComponent> agents = new ArrayList<>();
        Optional<String> recipient = entry.deed().recipient();
        if (recipient.isPresent() && kind != Kind.ADMIN) {
            agents.add(server(site, dicom(SOURCE)).setRequestor(true));
            agents.add(destination(recipient.get()));
            return agents;
        }
        agents.add(client(who, clientType(kind)));
        agents.add(server(site, serverType(kind)));
        who.person().ifPresent(person -> agents.add(human(person, entry)));
        return agents;
    }

    /** What is read flows to the client; a query, and what is written, flows to the server (BALP). */
    private static CodeableConcept clientType(Kind kind) {
        return switch (kind) {
            case READ, VREAD, HISTORY, EXPORT -> dicom(DESTINATION);
            case DELETE, ADMIN, FILING -> dicom(APPLICATION);
            default -> dicom(SOURCE);
        };
    }

    private static CodeableConcept serverType(Kind kind) {
        return switch (kind) {
            case READ, VREAD, HISTORY, EXPORT -> dicom(SOURCE);
            case DELETE, ADMIN, FILING ->
                AuditEventMapper.concept(
                        "http://terminology.hl7.org/CodeSystem/provenance-participant-type", "custodian");
            default -> dicom(DESTINATION);
        };
    }

    private static AuditEventAgentComponent client(Who who, CodeableConcept type) {
        AuditEventAgentComponent agent = new AuditEventAgentComponent()
                .setType(type)
                .setWho(party(who.party()))
                .setRequestor(who.person().isEmpty());
        if (!who.odsCodes().isEmpty()) {
            agent.setAltId(String.join(",", new TreeSet<>(who.odsCodes())));
        }
        who.address()
                .ifPresent(address -> agent.getNetwork().setAddress(address).setType(AuditEventAgentNetworkType._2));
        return agent;
    }

    private static AuditEventAgentComponent server(String site, CodeableConcept type) {
        AuditEventAgentComponent agent = new AuditEventAgentComponent()
                .setType(type)
                .setWho(gateway(site))
                .setRequestor(false);
        agent.getNetwork().setAddress(site).setType(AuditEventAgentNetworkType._1);
        return agent;
    }

    private static AuditEventAgentComponent destination(String name) {
        AuditEventAgentComponent agent = new AuditEventAgentComponent()
                .setType(dicom(DESTINATION))
                .setWho(party(name))
                .setRequestor(false);
        agent.getNetwork().setAddress(name).setType(AuditEventAgentNetworkType._1);
        return agent;
    }

    /** BALP: for reads and queries an information recipient, for what is written an informant. */
    private static AuditEventAgentComponent human(String person, AuditEntry entry) {
        boolean reads = switch (entry.deed().kind()) {
            case READ, VREAD, HISTORY, QUERY, EXPORT -> true;
            default -> false;
        };
        return new AuditEventAgentComponent()
                .setType(AuditEventMapper.concept(
                        "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", reads ? "IRCP" : "INF"))
                .setWho(new Reference().setIdentifier(new Identifier().setValue(person)))
                .setRequestor(true)
                .addPurposeOfUse(AuditEventMapper.concept(
                        "http://terminology.hl7.org/CodeSystem/v3-ActReason",
                        entry.circumstances().purpose().name()));
    }

    static Reference gateway(String site) {
        return new Reference().setType("Device").setIdentifier(identifier(site));
    }

    private static Reference party(String id) {
        return new Reference().setIdentifier(identifier(id));
    }

    private static Identifier identifier(String value) {
        return new Identifier().setSystem(IdentifierSystem.LINKWAY_PARTY.uri()).setValue(value);
    }

    private static CodeableConcept dicom(String code) {
        return AuditEventMapper.concept(DICOM, code);
    }
}
