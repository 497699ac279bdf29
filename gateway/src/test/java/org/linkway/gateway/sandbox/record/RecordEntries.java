package org.linkway.gateway.sandbox.record;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;

/** Transactions as a gateway files them. */
final class RecordEntries {
    static final Coding REFERRED =
            new Coding(CodeSystems.SNOMED_CT, "871731000000106", "Referral to social prescribing service");
    static final Coding SEEN =
            new Coding(CodeSystems.SNOMED_CT, "1362931000000106", "Seen by social prescribing link worker");

    private RecordEntries() {}

    static Procedure procedure(String patientId, String identifier) {
        Procedure procedure = new Procedure();
        procedure
                .addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(identifier);
        procedure.setStatus(Procedure.ProcedureStatus.COMPLETED);
        procedure.setCode(new CodeableConcept(REFERRED));
        procedure.setSubject(new Reference("Patient/" + patientId));
        procedure.setPerformed(new DateTimeType("2026-04-01T10:00:00Z"));
        return procedure;
    }

    static Observation observation(String patientId, String identifier) {
        Observation observation = new Observation();
        observation
                .addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(identifier);
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.setCode(new CodeableConcept(SEEN));
        observation.setSubject(new Reference("Patient/" + patientId));
        return observation;
    }

    static Provenance provenanceOf(String fullUrl) {
        Provenance provenance = new Provenance();
        provenance.addTarget(new Reference(fullUrl));
        return provenance;
    }

    static Bundle transaction() {
        return new Bundle().setType(Bundle.BundleType.TRANSACTION);
    }

    static Bundle.BundleEntryComponent add(Bundle transaction, Resource resource) {
        Bundle.BundleEntryComponent entry = transaction.addEntry().setResource(resource);
        entry.getRequest().setMethod(Bundle.HTTPVerb.POST).setUrl(resource.fhirType());
        return entry;
    }

    /** One procedure, unless its identifier stands already. */
    static Bundle onceOnly(String patientId, String identifier) {
        Bundle transaction = transaction();
        add(transaction, procedure(patientId, identifier))
                .getRequest()
                .setIfNoneExist("identifier=" + IdentifierSystem.LINKWAY_RECORD_ENTRY.uri() + "|" + identifier);
        return transaction;
    }
}
