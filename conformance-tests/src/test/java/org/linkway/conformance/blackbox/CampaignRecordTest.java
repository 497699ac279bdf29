package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.partner.PracticeRecordPartner;
import org.linkway.conformance.partner.RecordFaults.Fault;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;

/** The books of a campaign notice what it is waged to find. */
class CampaignRecordTest {
    private static final String ENTRY = "11111111-1111-4111-8111-111111111111";
    private static final String CODE = "871731000000106";

    private final SyntheticPeople people = new SyntheticPeople(1);
    private final String nhsNumber = people.next().nhsNumber();
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
    void findsNothingWrongWithAnEntryThatStandsAsItShould() {
        file(procedure());

        assertThat(record().statusOf(entry("procedure", CODE), nhsNumber)).isEqualTo("filed");
        assertThat(record().faults(Set.of(ENTRY), 1)).isEmpty();
    }

    @Test
    void noticesWhatIsMissing() {
        assertThat(record().statusOf(entry("procedure", CODE), nhsNumber)).isEqualTo("in the record 0 times");
    }

    @Test
    void noticesWhatStandsTwice() {
        partner.faults().set(Fault.FILES_TWICE);
        file(procedure());

        assertThat(record().statusOf(entry("procedure", CODE), nhsNumber)).isEqualTo("in the record 2 times");
        assertThat(record().faults(Set.of(ENTRY), 1)).singleElement().asString().contains("2 times");
    }

    @Test
    void noticesADroppedCode() {
        partner.faults().set(Fault.DROPS_CODES);
        file(procedure());

        assertThat(record().statusOf(entry("procedure", CODE), nhsNumber)).isEqualTo("text-only");
    }

    @Test
    void noticesOtherWords() {
        Communication words = new Communication();
        words.addIdentifier(identifier());
        words.addPayload().setContent(new StringType("As it should not be."));
        file(words.setSubject(subject()));

        assertThat(record().statusOf(entry("communication", null), nhsNumber)).isEqualTo("of other words");
    }

    @Test
    void noticesWhatStandsInAnotherPatientsRecord() {
        file(procedure());

        assertThat(record().statusOf(entry("procedure", CODE), people.next().nhsNumber()))
                .isEqualTo("in another patient's record");
    }

    @Test
    void noticesWhatNobodyKnows() {
        file(procedure());
        Procedure stranger = procedure();
        stranger.getIdentifier().clear();
        file(stranger);
        Provenance provenance = new Provenance();
        provenance.addTarget(new Reference("Procedure/nowhere"));
        file(provenance);

        assertThat(record().faults(Set.of(), 2))
                .hasSize(4)
                .anyMatch(it -> it.contains("what is no entry"))
                .anyMatch(it -> it.contains("knows nothing"))
                .anyMatch(it -> it.contains("1 patients instead of 2"))
                .anyMatch(it -> it.contains("A Provenance is about no entry"));
    }

    private CampaignRecord record() {
        return new CampaignRecord(partner);
    }

    private static ObjectNode entry(String resource, String code) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("id", ENTRY)
                .put("resource", resource)
                .put("narrative", "As it should be.");
        if (code != null) {
            entry.putObject("code").put("code", code);
        }
        return entry;
    }

    private Procedure procedure() {
        Procedure procedure = new Procedure()
                .setSubject(subject())
                .setCode(new CodeableConcept(new Coding(CodeSystems.SNOMED_CT, CODE, null)));
        procedure.addIdentifier(identifier());
        return procedure;
    }

    private Reference subject() {
        return new Reference(new IdType(partner.all("Patient").get(0).getId()));
    }

    private static Identifier identifier() {
        return new Identifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(ENTRY);
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
