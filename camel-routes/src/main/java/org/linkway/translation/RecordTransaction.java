package org.linkway.translation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordedBy;
import org.linkway.workflow.RecordWrite;

/**
 * What is sent to a GP record: the entry, once, however often it is sent, and where it comes from. It refers to a patient and
 * never makes one.
 */
public final class RecordTransaction {
    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final String OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";

    private static final String IDENTIFIER = "identifier=" + IdentifierSystem.LINKWAY_RECORD_ENTRY.uri() + "|";

    private RecordTransaction() {}

    /**
     * @param version that stands in the record of what is written over; empty where the record keeps none
     * @param recordedAt when it is sent
     */
    public static Bundle toFhir(RecordWrite write, Optional<String> version, OwnService own, Instant recordedAt) {
        RecordEntry entry = write.entry();
        Resource resource = RecordEntryMapper.toFhir(entry, write.patientId(), write.nhsNumber());
        String fullUrl = "urn:uuid:" + entry.id();
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction.getMeta().addProfile(LinkwayProfile.RECORD_TRANSACTION.url());
        BundleEntryRequestComponent request =
                transaction.addEntry().setFullUrl(fullUrl).setResource(resource).getRequest();
        write.over()
                .ifPresentOrElse(
                        standing -> {
                            resource.setId(standing.location());
                            request.setMethod(HTTPVerb.PUT).setUrl(standing.location());
                            version.ifPresent(it -> request.setIfMatch("W/\"" + it + "\""));
                        },
                        () -> request.setMethod(HTTPVerb.POST)
                                .setUrl(resource.fhirType())
                                .setIfNoneExist(IDENTIFIER + entry.id()));
        Provenance provenance = provenance(write, fullUrl, own, recordedAt);
        transaction
                .addEntry()
                .setFullUrl("urn:uuid:" + provenanceUuid(entry))
                .setResource(provenance)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl("Provenance/" + provenance.getIdElement().getIdPart());
        return transaction;
    }

    /** Sent again it is the same one: a Provenance has no identifier by which it could be created conditionally. */
    private static Provenance provenance(RecordWrite write, String target, OwnService own, Instant recordedAt) {
        RecordEntry entry = write.entry();
        Provenance provenance = new Provenance();
        provenance.setId(entry.id() + "-" + entry.edition());
        provenance.getMeta().addProfile(LinkwayProfile.PROVENANCE.url());
        provenance
                .addTarget(new Reference(target)
                        .setType(entry.resource().fhirType())
                        .setIdentifier(RecordEntryMapper.identifier(entry)))
                .setOccurred(RecordEntryMapper.dateTime(entry.occurredAt()))
                .setRecorded(Date.from(recordedAt))
                .setActivity(write.over().isEmpty() ? activity("CREATE", "create") : activity("UPDATE", "revise"));
        agent(provenance, "author")
                .setWho(new Reference().setDisplay(named(write.author())))
                .setOnBehalfOf(new Reference().setDisplay(own.name()));
        agent(provenance, "assembler")
                .setWho(new Reference().setDisplay("Linkway"))
                .setOnBehalfOf(new Reference()
                        .setType("Organization")
                        .setIdentifier(new Identifier()
                                .setSystem(IdentifierSystem.ODS_ORGANIZATION.uri())
                                .setValue(own.odsCode())));
        provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.SOURCE)
                .setWhat(new Reference()
                        .setType("ServiceRequest")
                        .setIdentifier(new Identifier()
                                .setSystem(IdentifierSystem.LINKWAY_REFERRAL.uri())
                                .setValue(entry.referralId().toString())));
        return provenance;
    }

    private static Provenance.ProvenanceAgentComponent agent(Provenance provenance, String type) {
        return provenance.addAgent().setType(new CodeableConcept(new Coding(PARTICIPANT, type, null)));
    }

    private static CodeableConcept activity(String code, String display) {
        return new CodeableConcept(new Coding(OPERATION, code, display)).setText("Written into the GP record");
    }

    private static String named(RecordedBy author) {
        return author.role()
                .map(role -> author.name() + ", " + role.replace('-', ' '))
                .orElse(author.name());
    }

    private static UUID provenanceUuid(RecordEntry entry) {
        return UUID.nameUUIDFromBytes(
                ("Provenance/" + entry.id() + "-" + entry.edition()).getBytes(StandardCharsets.UTF_8));
    }
}
