package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.partner.PartnerFaults.Fault;
import org.linkway.conformance.partner.PracticeRecordPartner;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;

/** What stands in a record is read as it stands, and what should not be there is noticed. */
class CampaignRecordTest {
    private static final String CODE = "871731000000106";
    private static final Instant WHEN = Instant.parse("2026-11-23T12:00:00Z");

    private final String nhsNumber = new SyntheticPeople(1).next().nhsNumber();
    private final PracticeRecordPartner partner = PracticeRecordPartner.start();
    private IGenericClient client;

    @BeforeEach
    void register() {
        FhirContext fhir = FhirContext.forR4();
        fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        client = fhir.newRestfulGenericClient(partner.baseUrl());
        partner.register(nhsNumber);
    }

    @AfterEach
    void stop() {
        partner.close();
    }

    @Test
    void readsWhatStandsThere() {
        file(procedure());

        CampaignRecord record = record(1);

        assertThat(record.faults()).isEmpty();
        assertThat(record.arrived()).singleElement().satisfies(it -> {
            assertThat(it.entry()).isEqualTo(ArrivedDraft.ENTRY);
            assertThat(it.resource()).contains("procedure");
            assertThat(it.nhsNumber()).isEqualTo(nhsNumber);
            assertThat(it.codes()).isEqualTo(Set.of(CODE));
            assertThat(it.date()).contains(WHEN);
            assertThat(it.enteredInError()).isFalse();
            assertThat(it.rewritten()).isFalse();
        });
    }

    @Test
    void readsWhatStandsTwiceAsTwo() {
        partner.faults().set(Fault.FILES_TWICE);
        file(procedure());
        assertThat(record(1).arrived()).extracting(Arrived::identity).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void readsThatItIsEnteredInErrorAndWithoutItsCode() {
        partner.faults().set(Fault.DROPS_CODES);
        file(procedure().setStatus(ProcedureStatus.ENTEREDINERROR));
        assertThat(record(1).arrived()).singleElement().satisfies(it -> {
            assertThat(it.enteredInError()).isTrue();
            assertThat(it.codes()).isEmpty();
        });
    }

    @Test
    void noticesWhatShouldNotBeThere() {
        Procedure stranger = procedure();
        stranger.getIdentifier().clear();
        // Of nobody, because a record takes no entry about a person without its writer's identifier.
        stranger.setSubject(null);
        file(stranger);
        Provenance provenance = new Provenance();
        provenance.addTarget(new Reference("Procedure/nowhere"));
        file(provenance);

        assertThat(record(2).faults())
                .hasSize(3)
                .anyMatch(it -> it.contains("what is no entry"))
                .anyMatch(it -> it.contains("1 patients instead of 2"))
                .anyMatch(it -> it.contains("A Provenance is about no entry"));
    }

    private CampaignRecord record(long registered) {
        return new CampaignRecord(CampaignPractice.NORTH, partner, registered);
    }

    private Procedure procedure() {
        Procedure procedure = new Procedure()
                .setStatus(ProcedureStatus.COMPLETED)
                .setSubject(
                        new Reference(new IdType(partner.all("Patient").get(0).getId())))
                .setPerformed(new DateTimeType(Date.from(WHEN)))
                .setCode(new CodeableConcept(new Coding(CodeSystems.SNOMED_CT, CODE, null)));
        procedure.addIdentifier(new Identifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(ArrivedDraft.ENTRY));
        return procedure;
    }

    private void file(DomainResource resource) {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType());
        client.transaction().withBundle(transaction).execute();
    }
}
