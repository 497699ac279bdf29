package org.linkway.conformance.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.partner.RecordFaults.Fault;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;

class PracticeRecordPartnerTest {
    private static final String ENTRY_ID = "11111111-1111-4111-8111-111111111111";
    private static final TokenClientParam IDENTIFIER = new TokenClientParam("identifier");

    private final String nhsNumber = new SyntheticPeople().next().nhsNumber();
    private final PracticeRecordPartner record = PracticeRecordPartner.start();
    private IGenericClient client;

    @BeforeEach
    void registerOnePatient() {
        FhirContext fhir = FhirContext.forR4();
        fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        client = fhir.newRestfulGenericClient(record.baseUrl());
        record.register(nhsNumber);
    }

    @AfterEach
    void stop() {
        record.close();
    }

    @Test
    void findsPatientsByNhsNumber() {
        assertThat(patients(nhsNumber)).hasSize(1);
        assertThat(patients(new SyntheticPeople().next().nhsNumber())).isEmpty();
        record.register(nhsNumber);
        assertThat(patients(nhsNumber)).hasSize(2);
    }

    @Test
    void createsAnEntryOnceAndFindsItByWhatItCarries() {
        assertThat(statuses(file())).containsExactly("201 Created");
        assertThat(statuses(file())).containsExactly("200 OK");

        List<DomainResource> byCode = search("Procedure?patient.identifier=" + numberToken() + "&identifier="
                + IdentifierSystem.LINKWAY_RECORD_ENTRY.uri() + "|" + ENTRY_ID + "&code=" + CodeSystems.SNOMED_CT
                + "|871731000000106");
        assertThat(byCode).hasSize(1);
        assertThat(search("Procedure?patient.identifier=" + numberToken() + "&code=" + CodeSystems.SNOMED_CT + "|1"))
                .isEmpty();
        assertThat(search("Observation?patient.identifier=" + numberToken())).isEmpty();
        assertThat(client.read()
                        .resource(Procedure.class)
                        .withId(byCode.get(0).getIdElement().getIdPart())
                        .execute()
                        .getSubject()
                        .getReference())
                .isEqualTo(patients(nhsNumber)
                        .get(0)
                        .getIdElement()
                        .toUnqualifiedVersionless()
                        .getValue());
    }

    @Test
    void findsTheSameWhenTheSearchIsPosted() {
        file();
        Bundle found = client.search()
                .forResource(Procedure.class)
                .where(new TokenClientParam("patient.identifier")
                        .exactly()
                        .systemAndCode(IdentifierSystem.NHS_NUMBER.uri(), nhsNumber))
                .and(IDENTIFIER.exactly().systemAndCode(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri(), ENTRY_ID))
                .usingStyle(SearchStyleEnum.POST)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(resources(found)).hasSize(1);
    }

    @Test
    void neverMakesAPatient() {
        assertThatThrownBy(() -> client.transaction()
                        .withBundle(transaction("Patient/nobody"))
                        .execute())
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("not a patient of this practice");
    }

    @Test
    void refusesASearchThatItDoesNotKnow() {
        assertThatThrownBy(() -> search("Procedure?performer=1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot search by performer");
    }

    @Test
    void failsAsOftenAsToldAndThenWorks() {
        record.faults().failNext(2);
        IntStream.range(0, 2)
                .forEach(time -> assertThatThrownBy(this::file).isInstanceOf(InternalErrorException.class));
        assertThat(statuses(file())).containsExactly("201 Created");
    }

    @Test
    void dropsTheCodeAndKeepsTheWords() {
        record.faults().set(Fault.DROPS_CODES);
        file();
        Procedure kept = (Procedure) record.entries("Procedure", nhsNumber).get(0);
        assertThat(kept.getCode().getCoding()).isEmpty();
        assertThat(kept.getCode().getText()).isEqualTo("Referral to social prescribing service");
    }

    @Test
    void refusesEntries() {
        record.faults().set(Fault.REFUSES_ENTRIES);
        assertThatThrownBy(this::file).isInstanceOf(UnprocessableEntityException.class);
        assertThat(record.entries("Procedure", nhsNumber)).isEmpty();
    }

    @Test
    void filesTwice() {
        record.faults().set(Fault.FILES_TWICE);
        file();
        assertThat(record.entries("Procedure", nhsNumber)).hasSize(2);
        assertThatThrownBy(this::file).isInstanceOf(PreconditionFailedException.class);
    }

    @Test
    void keepsTheEntryWhoseAnswerItLoses() {
        record.faults().set(Fault.LOSES_ANSWERS);
        assertThatThrownBy(this::file).isInstanceOf(InternalErrorException.class);
        record.faults().mend();
        assertThat(statuses(file())).containsExactly("200 OK");
        assertThat(record.entries("Procedure", nhsNumber)).hasSize(1);
    }

    @Test
    void answersSlowly() {
        Duration delay = Duration.ofMillis(300);
        record.faults().answerAfter(delay);
        long start = System.nanoTime();
        file();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
    }

    private Bundle file() {
        return client.transaction()
                .withBundle(transaction(patients(nhsNumber)
                        .get(0)
                        .getIdElement()
                        .toUnqualifiedVersionless()
                        .getValue()))
                .execute();
    }

    private static Bundle transaction(String patient) {
        Procedure procedure = new Procedure()
                .setSubject(new Reference(patient))
                .setCode(new CodeableConcept(new Coding(
                        CodeSystems.SNOMED_CT, "871731000000106", "Referral to social prescribing service")));
        procedure
                .addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(ENTRY_ID);
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setResource(procedure)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("Procedure")
                .setIfNoneExist("identifier=" + IdentifierSystem.LINKWAY_RECORD_ENTRY.uri() + "%7C" + ENTRY_ID);
        return transaction;
    }

    private List<DomainResource> patients(String number) {
        Bundle found = client.search()
                .forResource(Patient.class)
                .where(IDENTIFIER.exactly().systemAndCode(IdentifierSystem.NHS_NUMBER.uri(), number))
                .returnBundle(Bundle.class)
                .execute();
        return resources(found);
    }

    private List<DomainResource> search(String url) {
        return resources(client.search().byUrl(url).returnBundle(Bundle.class).execute());
    }

    private static List<DomainResource> resources(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(entry -> (DomainResource) entry.getResource())
                .toList();
    }

    private static List<String> statuses(Bundle answer) {
        return answer.getEntry().stream()
                .map(entry -> entry.getResponse().getStatus())
                .toList();
    }

    private String numberToken() {
        return IdentifierSystem.NHS_NUMBER.uri() + "|" + nhsNumber;
    }
}
