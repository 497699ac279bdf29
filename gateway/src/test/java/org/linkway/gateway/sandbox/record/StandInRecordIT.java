package org.linkway.gateway.sandbox.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linkway.gateway.sandbox.record.RecordEntries.add;
import static org.linkway.gateway.sandbox.record.RecordEntries.observation;
import static org.linkway.gateway.sandbox.record.RecordEntries.onceOnly;
import static org.linkway.gateway.sandbox.record.RecordEntries.procedure;
import static org.linkway.gateway.sandbox.record.RecordEntries.provenanceOf;
import static org.linkway.gateway.sandbox.record.RecordEntries.transaction;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.gateway.security.OpenDoors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // The gateway's own health is not part of this test.
        properties = "management.endpoint.health.validate-group-membership=false")
class StandInRecordIT {
    private static final String NHS_NUMBER = "9992468130";
    private static final String OTHER_NHS_NUMBER = "9990000018";
    private static final String NOBODY = "9995550121";
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    @TempDir
    private static Path directory;

    @LocalServerPort
    private int port;

    @Autowired
    private KnownPeople people;

    private IGenericClient client;
    private String patientId;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> "jdbc:h2:file:" + directory.resolve("linkway") + ";WRITE_DELAY=0");
    }

    @BeforeEach
    void refer() {
        FHIR.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        client = FHIR.newRestfulGenericClient("http://localhost:" + port + "/sandbox/gp/fhir");
        people.refer(NHS_NUMBER, "Samplesworth", Instant.parse("2026-04-01T09:00:00Z"));
        people.refer(NHS_NUMBER, "Samplesworth", Instant.parse("2026-04-02T09:00:00Z"));
        people.refer(OTHER_NHS_NUMBER, "Invented", Instant.parse("2026-04-03T09:00:00Z"));
        patientId = patientId(NHS_NUMBER);
    }

    @Test
    void holdsEachReferredPersonOnce() {
        Bundle found = search("Patient?identifier=" + IdentifierSystem.NHS_NUMBER.uri() + "|" + NHS_NUMBER);

        assertThat(found.getEntry()).hasSize(1);
        Patient patient = (Patient) found.getEntryFirstRep().getResource();
        assertThat(patient.getIdentifierFirstRep().getValue()).isEqualTo(NHS_NUMBER);
        assertThat(patient.getNameFirstRep().getFamily()).isEqualTo("Samplesworth");
        assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1950-04-01");
        assertThat(client.read()
                        .resource(Patient.class)
                        .withId(patientId)
                        .execute()
                        .getIdentifierFirstRep()
                        .getValue())
                .isEqualTo(NHS_NUMBER);
    }

    @Test
    void holdsNobodyWhoWasNotReferred() {
        assertThat(search("Patient?identifier=" + IdentifierSystem.NHS_NUMBER.uri() + "|" + NOBODY)
                        .getEntry())
                .isEmpty();
        assertThat(search("Patient?identifier=https://example.org/other|" + NHS_NUMBER)
                        .getEntry())
                .isEmpty();
    }

    @Test
    void writesATransactionAndReadsItBack() {
        Bundle request = transaction();
        add(request, provenanceOf("urn:uuid:11111111-1111-4111-8111-111111111111"));
        add(request, procedure(patientId, UUID.randomUUID().toString()))
                .setFullUrl("urn:uuid:11111111-1111-4111-8111-111111111111");

        Bundle answer = client.transaction().withBundle(request).execute();

        assertThat(answer.getType()).isEqualTo(Bundle.BundleType.TRANSACTIONRESPONSE);
        assertThat(answer.getEntry())
                .allSatisfy(entry -> assertThat(entry.getResponse().getStatus()).isEqualTo("201 Created"));
        String procedureAt = answer.getEntry().get(1).getResponse().getLocation();
        Procedure procedure =
                client.read().resource(Procedure.class).withUrl(procedureAt).execute();
        assertThat(procedure.getCode().getCodingFirstRep().getCode()).isEqualTo("871731000000106");
        Provenance provenance = client.read()
                .resource(Provenance.class)
                .withUrl(answer.getEntryFirstRep().getResponse().getLocation())
                .execute();
        assertThat(provenance.getTargetFirstRep().getReference()).isEqualTo(procedureAt);
    }

    @Test
    void createsOnceUnderOneIdentifier() {
        String identifier = UUID.randomUUID().toString();

        Bundle.BundleEntryResponseComponent first = file(onceOnly(patientId, identifier));
        Bundle.BundleEntryResponseComponent again = file(onceOnly(patientId, identifier));

        assertThat(first.getStatus()).isEqualTo("201 Created");
        assertThat(again.getStatus()).isEqualTo("200 OK");
        assertThat(again.getLocation()).isEqualTo(first.getLocation());
        assertThat(search("Procedure?identifier=" + IdentifierSystem.LINKWAY_RECORD_ENTRY.uri() + "|" + identifier)
                        .getEntry())
                .hasSize(1);
    }

    @Test
    void searchesByPersonIdentifierAndCodeTogether() {
        String mine = UUID.randomUUID().toString();
        Bundle request = transaction();
        add(request, observation(patientId, mine));
        add(request, observation(patientId(OTHER_NHS_NUMBER), UUID.randomUUID().toString()));
        client.transaction().withBundle(request).execute();
        String ofPerson = "Observation?patient.identifier=" + IdentifierSystem.NHS_NUMBER.uri() + "|" + NHS_NUMBER;
        String seen = "&code=http://snomed.info/sct|1362931000000106";

        assertThat(found(ofPerson)).hasSize(1);
        assertThat(found(ofPerson + seen + "&identifier=" + mine)).hasSize(1);
        assertThat(found(ofPerson + "&code=http://snomed.info/sct|871731000000106"))
                .isEmpty();
        assertThat(found(ofPerson + "&identifier=" + UUID.randomUUID())).isEmpty();
        assertThat(found("Observation?patient.identifier=" + IdentifierSystem.NHS_NUMBER.uri() + "|" + NOBODY))
                .isEmpty();
        assertThat(found("Procedure?identifier=" + mine)).isEmpty();
    }

    @Test
    void refusesAnEntryAboutSomebodyItDoesNotHoldAndKeepsNothingOfTheTransaction() {
        String identifier = UUID.randomUUID().toString();
        Bundle request = onceOnly(patientId, identifier);
        add(request, procedure(UUID.randomUUID().toString(), UUID.randomUUID().toString()));

        assertThatThrownBy(() -> client.transaction().withBundle(request).execute())
                .isInstanceOfSatisfying(
                        UnprocessableEntityException.class,
                        refusal -> assertThat(sentence(refusal))
                                .startsWith("Bundle.entry[1].resource.subject: names nobody in this record."));
        assertThat(found("Procedure?identifier=" + identifier)).isEmpty();
    }

    @Test
    void refusesAnEntryWithoutItsWritersIdentifierAndKeepsNothingOfTheTransaction() {
        String identifier = UUID.randomUUID().toString();
        Procedure nameless = procedure(patientId, UUID.randomUUID().toString());
        nameless.getIdentifierFirstRep().setSystem("https://example.org/other");
        Bundle request = onceOnly(patientId, identifier);
        add(request, nameless);

        assertThatThrownBy(() -> client.transaction().withBundle(request).execute())
                .isInstanceOfSatisfying(
                        UnprocessableEntityException.class,
                        refusal -> assertThat(sentence(refusal))
                                .startsWith("Bundle.entry[1].resource.identifier: an entry carries its writer's"));
        assertThat(found("Procedure?identifier=" + identifier)).isEmpty();
    }

    @Test
    void refusesAnEntryWithTwoIdentifiersOfItsWriter() {
        Observation twice = observation(patientId, UUID.randomUUID().toString());
        twice.addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(UUID.randomUUID().toString());
        Bundle request = transaction();
        add(request, twice);

        assertThatThrownBy(() -> client.transaction().withBundle(request).execute())
                .isInstanceOf(UnprocessableEntityException.class);
    }

    @Test
    void refusesToMakeAPatient() {
        Bundle request = transaction();
        add(request, new Patient());

        assertThatThrownBy(() -> client.transaction().withBundle(request).execute())
                .isInstanceOfSatisfying(
                        UnprocessableEntityException.class,
                        refusal -> assertThat(sentence(refusal)).contains("takes POST and PUT of Procedure"));
    }

    @Test
    void refusesWhatIsNotATransactionOrAsksForEverything() {
        assertThatThrownBy(() -> client.transaction()
                        .withBundle(transaction().setType(Bundle.BundleType.BATCH))
                        .execute())
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> search("Procedure")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> search("Procedure?code:not=871731000000106"))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> client.read()
                        .resource(Procedure.class)
                        .withId("nothing")
                        .execute())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void saysWhatItCanDo() {
        CapabilityStatement capabilities =
                client.capabilities().ofType(CapabilityStatement.class).execute();

        assertThat(capabilities.getRestFirstRep().getResource())
                .extracting(CapabilityStatement.CapabilityStatementRestResourceComponent::getType)
                .contains("Patient", "Procedure", "Observation", "Communication", "DocumentReference", "Provenance");
    }

    private Bundle.BundleEntryResponseComponent file(Bundle request) {
        return client.transaction()
                .withBundle(request)
                .execute()
                .getEntryFirstRep()
                .getResponse();
    }

    private String patientId(String nhsNumber) {
        return search("Patient?identifier=" + IdentifierSystem.NHS_NUMBER.uri() + "|" + nhsNumber)
                .getEntryFirstRep()
                .getResource()
                .getIdPart();
    }

    private Bundle search(String url) {
        return client.search().byUrl(url).returnBundle(Bundle.class).execute();
    }

    private List<Resource> found(String url) {
        return search(url).getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
    }

    private static String sentence(BaseServerResponseException refusal) {
        return ((OperationOutcome) refusal.getOperationOutcome())
                .getIssueFirstRep()
                .getDiagnostics();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({StandInRecordConfiguration.class, OpenDoors.class})
    static class RecordAlone {
        @Bean
        KnownPeople knownPeople() {
            return new KnownPeople();
        }
    }
}
