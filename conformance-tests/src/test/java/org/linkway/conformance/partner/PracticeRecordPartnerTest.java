package org.linkway.conformance.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.exceptions.FhirClientConnectionException;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.partner.PartnerFaults.Fault;
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

    @Test
    void hangsUpAndDoesNothing() {
        record.faults().set(Fault.HANGS_UP);
        assertThatThrownBy(this::file).isInstanceOf(FhirClientConnectionException.class);
        assertKept(0);
    }

    @Test
    void isBusyForASecond() throws IOException, InterruptedException {
        record.faults().set(Fault.IS_BUSY);
        HttpResponse<String> busy = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(record.baseUrl() + "/Patient"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().firstValue("Retry-After")).contains("1");
        assertThatThrownBy(this::file).isInstanceOf(BaseServerResponseException.class);
        assertKept(0);
    }

    @Test
    void turnsAwayWhatWouldWriteAndShowsWhatItHas() {
        file();
        for (Fault fault : Set.of(Fault.CONFLICTS, Fault.FAILS_PRECONDITIONS)) {
            record.faults().set(fault);
            assertThatThrownBy(this::file)
                    .isInstanceOfSatisfying(
                            BaseServerResponseException.class,
                            refused -> assertThat(refused.getStatusCode())
                                    .isEqualTo(fault == Fault.CONFLICTS ? 409 : 412));
            assertThat(patients(nhsNumber)).hasSize(1);
            record.faults().mend();
        }
        assertKept(1);
    }

    @Test
    void keepsTheEntryInWhoseAnswerItBreaksOff() {
        String patient = patient();
        record.faults().set(Fault.BREAKS_OFF);
        assertThatThrownBy(() ->
                        client.transaction().withBundle(transaction(patient)).execute())
                .isInstanceOf(FhirClientConnectionException.class);
        assertKept(1);
    }

    @Test
    void keepsTheEntryThatItAnswersTooLate() {
        String patient = patient();
        client.getFhirContext().getRestfulClientFactory().setSocketTimeout(200);
        record.faults().timing(Duration.ofMillis(10), Duration.ofMillis(600));
        record.faults().set(Fault.ANSWERS_LATE);
        IGenericClient impatient = client.getFhirContext().newRestfulGenericClient(record.baseUrl());
        assertThatThrownBy(() ->
                        impatient.transaction().withBundle(transaction(patient)).execute())
                .isInstanceOf(FhirClientConnectionException.class);
        assertKept(1);
    }

    @Test
    void keepsOnceWhatItIsSentTwiceByTheWay() {
        record.faults().set(Fault.TAKES_TWICE);
        assertThat(statuses(file())).containsExactly("200 OK");
        assertKept(1);
    }

    @Test
    void isGoneAndComesBackWithWhatItHeld() {
        file();
        record.goDown();
        assertThatThrownBy(this::file).isInstanceOf(FhirClientConnectionException.class);
        record.comeUp();
        assertThat(statuses(file())).containsExactly("200 OK");
    }

    @Test
    void weatherFollowsFromItsSeed() {
        List<Optional<Fault>> one = draws(new FaultWeather(7, 0.4, FaultWeather.AT_A_RECORD));
        assertThat(draws(new FaultWeather(7, 0.4, FaultWeather.AT_A_RECORD))).isEqualTo(one);
        assertThat(draws(new FaultWeather(8, 0.4, FaultWeather.AT_A_RECORD))).isNotEqualTo(one);
        assertThat(draws(new FaultWeather(7, 0, FaultWeather.AT_A_RECORD))).containsOnly(Optional.empty());
        assertThat(one.stream().flatMap(Optional::stream).distinct())
                .containsExactlyInAnyOrderElementsOf(FaultWeather.AT_A_RECORD);
    }

    @Test
    void meetsItsWeatherRequestByRequest() {
        FaultWeather weather = new FaultWeather(7, 1, FaultWeather.AT_A_RECORD);
        Set<Fault> first =
                Set.of(new FaultWeather(7, 1, FaultWeather.AT_A_RECORD).draw().orElseThrow());
        record.faults().expose(weather);
        assertThat(record.faults().ofNextRequest()).isEqualTo(first);
        assertThat(weather.drawn()).hasSize(1);
        record.faults().mend();
        assertThat(record.faults().ofNextRequest()).isEmpty();
    }

    @Test
    void putsAProvenanceBesideTheEntryThatItIsAbout() {
        Bundle transaction = transaction(patient());
        Provenance provenance = new Provenance();
        provenance.setId(ENTRY_ID);
        provenance.addTarget(new Reference(transaction.getEntryFirstRep().getFullUrl()));
        transaction
                .addEntry()
                .setResource(provenance)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl("Provenance/" + ENTRY_ID);

        assertThat(statuses(client.transaction().withBundle(transaction).execute()))
                .containsExactly("201 Created", "201 Created");
        Bundle again = client.transaction().withBundle(transaction).execute();

        assertThat(statuses(again)).containsExactly("200 OK", "200 OK");
        assertThat(again.getEntry().get(1).getResponse().getEtag()).isEqualTo("W/\"2\"");
        Provenance kept =
                client.read().resource(Provenance.class).withId(ENTRY_ID).execute();
        assertThat(kept.getMeta().getVersionId()).isEqualTo("2");
        assertThat(kept.getTargetFirstRep().getReference())
                .isEqualTo(record.entries("Procedure", nhsNumber).get(0).getId());
    }

    @Test
    void updatesTheVersionThatIsMeantAndNoOther() {
        file();
        Procedure standing = (Procedure) record.entries("Procedure", nhsNumber).get(0);
        Procedure mistaken = standing.copy().setStatus(ProcedureStatus.ENTEREDINERROR);

        assertThat(statuses(update(mistaken, "W/\"1\""))).containsExactly("200 OK");
        assertThatThrownBy(() -> update(mistaken, "W/\"1\"")).isInstanceOf(PreconditionFailedException.class);

        assertThat(record.entries("Procedure", nhsNumber)).singleElement().satisfies(it -> {
            assertThat(((Procedure) it).getStatus()).isEqualTo(ProcedureStatus.ENTEREDINERROR);
            assertThat(it.getMeta().getVersionId()).isEqualTo("2");
        });
    }

    @Test
    void updatesWhatIsPutByItself() {
        file();
        Procedure standing = (Procedure) record.entries("Procedure", nhsNumber).get(0);
        client.update()
                .resource(standing.copy().setStatus(ProcedureStatus.ENTEREDINERROR))
                .withId(standing.getIdElement().getIdPart())
                .withAdditionalHeader("If-Match", "W/\"1\"")
                .execute();
        assertThat(client.read()
                        .resource(Procedure.class)
                        .withId(standing.getIdElement().getIdPart())
                        .execute()
                        .getMeta()
                        .getVersionId())
                .isEqualTo("2");
    }

    @Test
    void neverUpdatesAPatient() {
        DomainResource patient = patients(nhsNumber).get(0);
        assertThatThrownBy(() -> client.update()
                        .resource(patient)
                        .withId(patient.getIdElement().getIdPart())
                        .execute())
                .isInstanceOf(UnprocessableEntityException.class);
    }

    @Test
    void findsByDate() {
        file();
        String found = "Procedure?patient.identifier=" + numberToken() + "&date=";
        assertThat(search(found + "ge2026-11-02")).hasSize(1);
        assertThat(search(found + "ge2026-11-03")).isEmpty();
        assertThat(search(found + "le2026-11-02")).hasSize(1);
        assertThat(search(found + "le2026-11-01")).isEmpty();
        assertThat(search(found + "2026-11")).hasSize(1);
        assertThat(search(found + "ge2026-11-01&date=le2026-11-01")).isEmpty();
        assertThatThrownBy(() -> search(found + "ap2026"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot search dates by ap");
    }

    @Test
    void knowsWhenAnEntryWasLastShown() {
        file();
        assertThat(record.lastReadBack(ENTRY_ID)).isEmpty();
        search("Procedure?patient.identifier=" + numberToken());
        assertThat(record.lastReadBack(ENTRY_ID))
                .hasValueSatisfying(nanos -> assertThat(nanos).isLessThanOrEqualTo(System.nanoTime()));
    }

    private static List<Optional<Fault>> draws(FaultWeather weather) {
        return Stream.generate(weather::draw).limit(200).toList();
    }

    private Bundle update(DomainResource resource, String ifMatch) {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(resource.getId())
                .setIfMatch(ifMatch);
        return client.transaction().withBundle(transaction).execute();
    }

    /** Whatever the record answered. */
    private void assertKept(int times) {
        assertThat(record.entries("Procedure", nhsNumber)).hasSize(times);
    }

    private Bundle file() {
        return client.transaction().withBundle(transaction(patient())).execute();
    }

    private String patient() {
        return patients(nhsNumber)
                .get(0)
                .getIdElement()
                .toUnqualifiedVersionless()
                .getValue();
    }

    private static Bundle transaction(String patient) {
        Procedure procedure = new Procedure()
                .setSubject(new Reference(patient))
                .setPerformed(new DateTimeType("2026-11-02T10:00:00Z"))
                .setCode(new CodeableConcept(new Coding(
                        CodeSystems.SNOMED_CT, "871731000000106", "Referral to social prescribing service")));
        procedure
                .addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(ENTRY_ID);
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setFullUrl("urn:uuid:" + ENTRY_ID)
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
