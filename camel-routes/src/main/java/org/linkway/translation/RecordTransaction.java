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
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction.getMeta().addProfile(LinkwayProfile.RECORD_TRANSACTION.url());
        BundleEntryRequestComponent request = transaction
                .addEntry()
                .setFullUrl("urn:uuid:" + entry.id())
                .setResource(resource)
                .getRequest();
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
        return add(
                transaction,
                provenance(
                        write,
                        entry.id() + "-" + entry.edition(),
                        write.over().isEmpty() ? activity("CREATE", "create") : activity("UPDATE", "revise"),
                        own,
                        recordedAt));
    }

    /**
     * The same for what is to stand there no more.
     *
     * @param standing as the record has it, changed in nothing but its status
     */
    public static Bundle takingBack(RecordWrite write, Resource standing, OwnService own, Instant recordedAt) {
        RecordEntry entry = write.entry();
        String location = standing.getIdElement().toUnqualifiedVersionless().getValue();
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        BundleEntryRequestComponent request = transaction
                .addEntry()
                .setFullUrl("urn:uuid:" + entry.id())
                .setResource(standing)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(location);
        Optional.ofNullable(standing.getMeta().getVersionId()).ifPresent(it -> request.setIfMatch("W/\"" + it + "\""));
        return add(
                transaction,
                provenance(
                        write,
                        entry.id() + "-" + entry.edition() + "-in-error",
                        activity("NULLIFY", "nullify"),
                        own,
                        recordedAt));
    }

    private static Bundle add(Bundle transaction, Provenance provenance) {
        String url = "Provenance/" + provenance.getIdElement().getIdPart();
        transaction
                .addEntry()
                .setFullUrl("urn:uuid:" + UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8)))
                .setResource(provenance)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(url);
        return transaction;
    }

    /** Sent again it is the same one: a Provenance has no identifier by which it could be created conditionally. */
    private static Provenance provenance(
            RecordWrite write, String id, CodeableConcept activity, OwnService own, Instant recordedAt) {
        RecordEntry entry = write.entry();
        Provenance provenance = new Provenance();
        provenance.setId(id);
        provenance.getMeta().addProfile(LinkwayProfile.PROVENANCE.url());
        provenance
                .addTarget(new Reference("urn:uuid:" + entry.id())
                        .setType(entry.resource().fhirType())
                        .setIdentifier(RecordEntryMapper.identifier(entry)))
                .setOccurred(RecordEntryMapper.dateTime(entry.occurredAt()))
                .setRecorded(Date.from(recordedAt))
                .setActivity(activity);
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
}
