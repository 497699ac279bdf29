package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** A sender finds what it sent and what became of it, by every search parameter that is offered. */
@ExtendWith(SharedGateway.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadBackConformanceTest {
    private static final Map<String, String> STRICT = Map.of("Prefer", "handling=strict");
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();

    private final GpSystem gp;
    private final LinkWorkers linkWorkers;

    /** What the queries below mean by a name in braces. */
    private final Map<String, String> known = new HashMap<>();

    ReadBackConformanceTest(GatewayProcess gateway) {
        gp = gateway.gp();
        linkWorkers = gateway.linkWorkers();
    }

    /** A referral that is accepted, with one resource of each type that can be searched. */
    @BeforeAll
    void referAndAccept() {
        GpReferral referral = GpReferral.of(PEOPLE.next());
        Bundle transaction = referral.transaction();
        Identifier note =
                new Identifier().setSystem("https://gp.example/Id/note").setValue(GpSystem.newId());
        known.put("note", note.getValue());
        addWhatTheServiceWouldAdd(transaction, note);
        Bundle answer = gp.send(transaction, WireFormat.JSON).expect(200).bundle();
        answer.getEntry().stream()
                .filter(entry -> entry.getResponse().hasLocation())
                .map(entry -> new IdType(entry.getResponse().getLocation()))
                .forEach(location -> known.put(location.getResourceType(), location.getIdPart()));
        known.put("nhs", referral.person().nhsNumber());
        known.put(
                "number",
                one(transaction, ServiceRequest.class).getIdentifierFirstRep().getValue());
        PlacedReferral placed =
                new PlacedReferral(known.get("Task"), known.get("ServiceRequest"), known.get("Patient"));
        linkWorkers
                .report(linkWorkers.referral(placed).get("id").asText(), WorkerEvents.accepted())
                .expect(201);
        Task task = gp.task(placed);
        known.put(
                "stamp",
                task.getMeta().getLastUpdatedElement().getValueAsString().replace("+", "%2B"));
        known.put("referral", task.getIdentifierFirstRep().getValue());
        known.put("authored", task.getAuthoredOnElement().getValueAsString().substring(0, 10));
    }

    private static void addWhatTheServiceWouldAdd(Bundle transaction, Identifier own) {
        Reference patient = new Reference(fullUrl(transaction, "Patient"));
        Reference request = new Reference(fullUrl(transaction, "ServiceRequest"));
        CodeableConcept company =
                new CodeableConcept(new Coding(CodeSystems.SNOMED_CT, "871731000000106", null)).setText("Company");
        one(transaction, Practitioner.class).addIdentifier(own);
        add(
                transaction,
                new HealthcareService().setName("Made-up Town link workers").addIdentifier(own));
        add(
                transaction,
                new Procedure()
                        .setStatus(Procedure.ProcedureStatus.COMPLETED)
                        .setSubject(patient)
                        .setCode(company)
                        .addBasedOn(request)
                        .addIdentifier(own));
        add(
                transaction,
                new Observation()
                        .setStatus(Observation.ObservationStatus.FINAL)
                        .setSubject(patient)
                        .setCode(company)
                        .setEffective(new DateTimeType("2026-03-02"))
                        .addBasedOn(request)
                        .addIdentifier(own));
        add(
                transaction,
                new Communication()
                        .setStatus(Communication.CommunicationStatus.COMPLETED)
                        .setSubject(patient)
                        .addBasedOn(request)
                        .addIdentifier(own));
        Provenance provenance = new Provenance()
                .addTarget(request)
                .addTarget(patient)
                .setRecordedElement(new InstantType("2026-03-02T12:00:00Z"));
        provenance.addAgent().setWho(new Reference(fullUrl(transaction, "Practitioner")));
        add(transaction, provenance);
    }

    private static String fullUrl(Bundle bundle, String type) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getResource().fhirType().equals(type))
                .map(BundleEntryComponent::getFullUrl)
                .findFirst()
                .orElseThrow();
    }

    private static void add(Bundle bundle, Resource resource) {
        bundle.addEntry()
                .setFullUrl("urn:uuid:" + GpSystem.newId())
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType());
    }

    private static <T extends Resource> T one(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Task?_id={Task}",
                "Task?identifier={referral}",
                "Task?identifier=https://fhir.linkway.org/Id/referral%7C{referral}",
                "Task?identifier=https://fhir.linkway.org/Id/referral%7C{referral},other",
                "Task?patient={Patient}",
                "Task?patient=Patient/{Patient}",
                "Task?patient:Patient={Patient}",
                "Task?patient={base}/Patient/{Patient}",
                "Task?subject=Patient/{Patient}",
                "Task?patient.identifier={nhs}",
                "Task?patient:identifier=https://fhir.nhs.uk/Id/nhs-number%7C{nhs}",
                "Task?patient:Patient.identifier={nhs}",
                "Task?focus:ServiceRequest.patient.identifier={nhs}",
                "Task?focus={ServiceRequest}",
                "Task?focus=ServiceRequest/{ServiceRequest}/_history/1",
                "Task?focus.identifier={number}",
                "Task?patient={Patient}&status=accepted",
                "Task?patient={Patient}&status=http://hl7.org/fhir/task-status%7Caccepted",
                "Task?patient={Patient}&status=requested,accepted",
                "Task?patient={Patient}&status:not=requested,completed",
                "Task?patient={Patient}&business-status=https://fhir.linkway.org/CodeSystem/referral-stage%7Caccepted",
                "Task?patient={Patient}&code:missing=true",
                "Task?patient={Patient}&owner:missing=false",
                "Task?patient={Patient}&outcome:missing=true&status-reason:missing=true",
                "Task?patient={Patient}&requester=PractitionerRole/{PractitionerRole}",
                "Task?patient={Patient}&requester:missing=false",
                "Task?patient={Patient}&based-on:missing=true&part-of:missing=true",
                "Task?patient={Patient}&authored-on={authored}",
                "Task?patient={Patient}&authored-on=ge{authored}&authored-on=lt2100",
                "Task?patient={Patient}&_lastUpdated=ge{stamp}",
                "Task?patient={Patient}&_lastUpdated={stamp}",
                "Task?patient={Patient}&_lastUpdated=le{stamp}",
                "Task?patient={Patient}&_lastUpdated=ap{stamp}",
                "Task?patient={Patient}&_lastUpdated=ne2020",
                "Task?patient={Patient}&_lastUpdated=sa2020&_lastUpdated=eb2100",
                "ServiceRequest?_id={ServiceRequest}",
                "ServiceRequest?identifier=https://gp.example/Id/referral%7C{number}",
                "ServiceRequest?patient:identifier=https://fhir.nhs.uk/Id/nhs-number%7C{nhs}",
                "ServiceRequest?patient.identifier=https://fhir.nhs.uk/Id/nhs-number%7C{nhs}",
                "ServiceRequest?subject={Patient}&status=active",
                "ServiceRequest?patient={Patient}&code=http://snomed.info/sct%7C871731000000106",
                "ServiceRequest?patient={Patient}&authored={authored}",
                "ServiceRequest?patient={Patient}&authored-on={authored}",
                "ServiceRequest?patient={Patient}&requester={PractitionerRole}",
                "ServiceRequest?patient={Patient}&requester-organization=https://fhir.nhs.uk/Id/ods-organization-code%7CZ99999",
                "Patient?_id={Patient}",
                "Patient?identifier=https://fhir.nhs.uk/Id/nhs-number%7C{nhs}",
                "Procedure?patient={Patient}",
                "Procedure?subject={Patient}&status=completed&code=871731000000106",
                "Procedure?based-on={ServiceRequest}&part-of:missing=true&identifier:missing=false",
                "Observation?patient={Patient}&status=final&code=http://snomed.info/sct%7C",
                "Observation?based-on=ServiceRequest/{ServiceRequest}&focus:missing=true",
                "Communication?patient={Patient}&status=completed",
                "Communication?based-on={ServiceRequest}&part-of:missing=true",
                "Provenance?target=ServiceRequest/{ServiceRequest}",
                "Provenance?patient={Patient}",
                "Organization?_id={Organization}&identifier=Z99999",
                "Practitioner?identifier=https://gp.example/Id/note%7C{note}",
                "HealthcareService?identifier={note}",
                "PractitionerRole?_id={PractitionerRole}&organization={Organization}"
            })
    void finds(String query) {
        String type = query.substring(0, query.indexOf('?'));

        assertThat(matches(search(query))).as(query).containsExactly(type + "/" + known.get(type));
        assertThat(matches(post(query))).as("POST " + query).containsExactly(type + "/" + known.get(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Task?_id=none",
                "Task?identifier=https://example.org/other%7C{referral}",
                "Task?identifier=%7C{referral}",
                "Task?patient={Patient}&status=requested",
                "Task?patient={Patient}&status:not=accepted",
                "Task?patient={Patient}&owner:missing=true",
                "Task?patient={Patient}&status-reason:missing=false",
                "Task?patient={Patient}&_lastUpdated=gt{stamp}",
                "Task?patient={Patient}&_lastUpdated=lt{stamp}",
                "Task?patient={Patient}&authored-on=gt{authored}",
                "Task?patient:identifier=https://example.org/other%7C{nhs}",
                "Task?focus=Task/{ServiceRequest}",
                "ServiceRequest?patient={Patient}&requester-organization=Z00000",
                "ServiceRequest?patient={Patient}&status=active&status=revoked"
            })
    void findsNothingWhereNothingMatches(String query) {
        Bundle found = search(query);

        assertThat(matches(found)).as(query).isEmpty();
        assertThat(found.getTotal()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Task?_id={Task}&_include=Task:focus > ServiceRequest",
                "Task?_id={Task}&_include=Task:patient:Patient&_include=Task:requester > Patient PractitionerRole",
                "Task?_id={Task}&_include=* > Patient PractitionerRole ServiceRequest",
                "Task?_id={Task}&_include=Task:requester&_include:iterate=PractitionerRole:organization > Organization PractitionerRole",
                "Observation?_id={Observation}&_include=Observation:patient&_include=Observation:based-on > Patient ServiceRequest",
                "Procedure?_id={Procedure}&_include=Procedure:based-on > ServiceRequest",
                "Communication?_id={Communication}&_include=Communication:subject > Patient",
                "Provenance?_id={Provenance}&_include=Provenance:target > Patient ServiceRequest",
                "Patient?_id={Patient}&_revinclude=Observation:patient&_revinclude=Provenance:target > Observation Provenance",
                "ServiceRequest?_id={ServiceRequest}&_revinclude=Task:focus > Task",
                "ServiceRequest?_id={ServiceRequest}&_revinclude=* > Communication Observation Procedure Provenance Task",
                "ServiceRequest?_id={ServiceRequest}&_revinclude=Task:focus&_include:iterate=Task:patient > Patient Task"
            })
    void bringsAlongWhatIsAskedFor(String query, String types) {
        Bundle found = search(query);

        assertThat(matches(found)).hasSize(1);
        assertThat(of(SearchEntryMode.INCLUDE, found))
                .extracting(Resource::fhirType)
                .containsExactlyInAnyOrder(types.split(" "));
    }

    @Test
    void showsAsMuchAsIsAskedFor() {
        assertThat(search("Task?_id={Task}&_summary=count").getTotal()).isEqualTo(1);
        assertThat(search("Task?_id={Task}&_summary=count").getEntry()).isEmpty();
        assertThat(search("Task?_id={Task}&_count=0").getTotal()).isEqualTo(1);
        assertThat(search("Task?patient.identifier={nhs}&_total=accurate&_count=1")
                        .getTotal())
                .isEqualTo(1);
        Task status = one(search("Task?_id={Task}&_elements=status"), Task.class);
        assertThat(status.getStatus()).isEqualTo(Task.TaskStatus.ACCEPTED);
        assertThat(status.hasFocus()).isFalse();
        ServiceRequest request =
                one(search("ServiceRequest?_id={ServiceRequest}&_elements=status"), ServiceRequest.class);
        assertThat(request.getStatus()).isEqualTo(ServiceRequest.ServiceRequestStatus.ACTIVE);
        assertThat(request.hasReasonCode()).isFalse();
        Patient patient = one(search("Patient?_id={Patient}&_summary=true"), Patient.class);
        assertThat(patient.getIdentifierFirstRep().getValue()).isEqualTo(known.get("nhs"));
        assertThat(one(search("Task?_id={Task}&_summary=true"), Task.class)
                        .getMeta()
                        .getTag())
                .extracting(Coding::getCode)
                .containsExactly("SUBSETTED");
    }

    @Test
    void namesWhatItLeftOutOfALenientSearch() {
        Bundle found = search("Task?_id={Task}&_lastupdated=gt2100&colour=red&identifier:exact=1&_sort=status");

        assertThat(matches(found)).containsExactly("Task/" + known.get("Task"));
        OperationOutcome outcome =
                (OperationOutcome) of(SearchEntryMode.OUTCOME, found).get(0);
        assertThat(outcome.getIssue())
                .allMatch(issue -> issue.getSeverity() == OperationOutcome.IssueSeverity.WARNING)
                .extracting(issue -> issue.getExpression().get(0).getValue())
                .containsExactlyInAnyOrder("http._lastupdated", "http.colour", "http.identifier:exact", "http._sort");
        assertThat(found.getLink("self").getUrl())
                .contains("_id=")
                .doesNotContain("colour", "_lastupdated", "_sort", "exact");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '>',
            value = {
                "Task?_lastupdated=gt2020 > _lastupdated > did you mean _lastUpdated?",
                "Task?colour=red > colour > authored-on",
                "Task?identifier:exact=1 > identifier:exact > :missing",
                "Task?_sort=status > _sort > _lastUpdated",
                "Task?_include=Task:colour > _include > Task:focus",
                "Task?authored-on.x=1 > authored-on.x > leads to nothing",
                "ServiceRequest?requester-organization:missing=true > requester-organization:missing > no modifier",
                "Task?_id:not=1 > _id:not > no modifier",
                "Task/_history?patient=1 > patient > _since"
            })
    void refusesUnderStrictHandlingWhatItDoesNotOffer(String query, String parameter, String words) {
        Answer answer = gp.ask("GET", filled(query), STRICT);

        Refusals.assertRefusedAt(answer, GatewayError.PARAMETER_UNKNOWN, "http." + parameter, words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '>',
            value = {
                "Task?_lastUpdated=yesterday > _lastUpdated > is no time",
                "Task?_lastUpdated=ge2026-02-30 > _lastUpdated > is no time",
                "Task?authored-on=xx2026 > authored-on > eq, ne",
                "Task?status=gerequested > status > accepted",
                "Task?status= > status > no value",
                "Task?identifier=a%7Cb%7Cc > identifier > system|code",
                "Task?patient=Group/1 > patient > Patient",
                "Task?focus=a%20b > focus > Type/id",
                "Task?owner:missing=maybe > owner:missing > true or false",
                "Task?_id=a/b > _id > is no id",
                "Task?_count=many > _count > 500",
                "Task?_count=1&_count=2 > _count > 2 times",
                "Task?_total=all > _total > accurate",
                "Task?_summary=short > _summary > count",
                "Task/_history?_since=once > _since > is no time"
            })
    void refusesWhatDoesNotHold(String query, String parameter, String words) {
        Answer answer = gp.read(filled(query)).expect(400);

        assertThat(answer.issues()).anySatisfy(issue -> {
            assertThat(issue.getExpression().get(0).getValue()).isEqualTo("http." + parameter);
            assertThat(issue.getDiagnostics()).contains(words);
        });
    }

    @Test
    void tellsEveryVersionOfATask() {
        Bundle history = gp.read(filled("Task/{Task}/_history")).expect(200).bundle();

        assertThat(history.getEntry())
                .extracting(entry -> entry.getResponse().getEtag())
                .containsExactly("W/\"2\"", "W/\"1\"");
        assertThat(history.getEntry())
                .extracting(entry -> entry.getRequest().getMethod())
                .containsExactly(HTTPVerb.PUT, HTTPVerb.POST);
        assertThat(((Task) history.getEntry().get(1).getResource()).getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
        assertThat(gp.read(filled("Task/{Task}/_history/1"))
                        .resource(Task.class)
                        .getStatus())
                .isEqualTo(Task.TaskStatus.REQUESTED);
        assertThat(gp.read(filled("Task/{Task}/_history?_since={stamp}"))
                        .bundle()
                        .getEntry())
                .hasSize(1);
        assertThat(gp.read(filled("Task/_history?_since={stamp}")).bundle().getEntry())
                .anyMatch(
                        entry -> entry.getResource().getIdElement().getIdPart().equals(known.get("Task")));
        gp.read("Task/none/_history").expect(404);
    }

    @Test
    void namesWhatItLeftOutOfALenientHistory() {
        Bundle history = gp.read(filled("Task/{Task}/_history?_Since={stamp}&_count=5"))
                .expect(200)
                .bundle();

        assertThat(history.getEntry()).hasSize(3);
        OperationOutcome outcome = (OperationOutcome) history.getEntry().get(2).getResource();
        assertThat(outcome.getIssueFirstRep().getSeverity()).isEqualTo(OperationOutcome.IssueSeverity.WARNING);
        assertThat(outcome.getIssueFirstRep().getExpression()).hasToString("[http._Since]");
        assertThat(outcome.getIssueFirstRep().getDiagnostics()).contains("did you mean _since?", "It was left out.");
        assertThat(history.getLink("self").getUrl()).contains("_count=5").doesNotContain("_Since");
    }

    private Bundle search(String query) {
        return gp.read(filled(query)).expect(200).bundle();
    }

    private Bundle post(String query) {
        String filled = filled(query);
        int question = filled.indexOf('?');
        return gp.send(
                        "POST",
                        filled.substring(0, question) + "/_search",
                        filled.substring(question + 1).getBytes(UTF_8),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .expect(200)
                .bundle();
    }

    private String filled(String query) {
        String filled = query.strip().replace("{base}", gp.base());
        for (Map.Entry<String, String> value : known.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private static List<String> matches(Bundle bundle) {
        return of(SearchEntryMode.MATCH, bundle).stream()
                .map(resource ->
                        resource.fhirType() + "/" + resource.getIdElement().getIdPart())
                .toList();
    }

    private static List<Resource> of(SearchEntryMode mode, Bundle bundle) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == mode)
                .map(BundleEntryComponent::getResource)
                .toList();
    }
}
