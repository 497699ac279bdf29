package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SingleResources;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.partner.SyntheticPerson;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** A transaction that creates only what is not here, and refers to what is. */
@ExtendWith(SharedGateway.class)
class TransactionConformanceTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();

    private final SyntheticPerson person = PEOPLE.next();
    private final GpSystem gp;
    private final LinkWorkers workers;

    TransactionConformanceTest(GatewayProcess gateway) {
        this.gp = gateway.gp();
        this.workers = gateway.linkWorkers();
    }

    @Test
    void takesThePersonWhoIsHereAlready() {
        Bundle first = send(conditional(GpReferral.of(person))).expect(200).bundle();

        Bundle second = send(conditional(GpReferral.of(person))).expect(200).bundle();

        assertThat(status("Patient", first)).isEqualTo("201 Created");
        assertThat(status("Patient", second)).isEqualTo("200 OK");
        assertThat(location("Patient", second)).isEqualTo(location("Patient", first));
        assertThat(status("ServiceRequest", second)).isEqualTo("201 Created");
        ServiceRequest request =
                gp.read(location("ServiceRequest", second)).expect(200).resource(ServiceRequest.class);
        assertThat(request.getSubject().getReference()).isEqualTo(versionless(location("Patient", first)));
    }

    @Test
    void saysThatThePersonWhoIsHereStandsOtherwise() {
        Bundle first = send(conditional(GpReferral.of(person))).expect(200).bundle();
        Bundle moved = conditional(GpReferral.of(person));
        resource(moved, Patient.class).addAddress().setCity("Newly Made-up");

        Answer answer = send(moved).expect(200);

        assertThat(answer.warnings()).anySatisfy(it -> assertThat(it).startsWith("This was here already"));
        assertThat(gp.read(location("Patient", first)).resource(Patient.class).getAddress())
                .isEmpty();
        assertThat(workers.referralOf(idIn("ServiceRequest", answer.bundle())).toString())
                .contains("Newly Made-up");
    }

    @Test
    void refersBySearchToWhatIsHere() {
        Bundle first = send(conditional(GpReferral.of(person))).expect(200).bundle();
        Bundle second = GpReferral.of(person).transaction();
        String nhsNumber = "Patient?identifier=" + IdentifierSystem.NHS_NUMBER.uri() + "|" + person.nhsNumber();
        leaveOut(second, Patient.class, nhsNumber);

        Bundle answer = send(second).expect(200).bundle();

        assertThat(answer.getEntry()).hasSameSizeAs(second.getEntry());
        ServiceRequest request =
                gp.read(location("ServiceRequest", answer)).expect(200).resource(ServiceRequest.class);
        assertThat(request.getSubject().getReference()).isEqualTo(versionless(location("Patient", first)));
        assertThat(workers.referralOf(idIn("ServiceRequest", answer))
                        .at("/person/nhsNumber")
                        .asText())
                .isEqualTo(person.nhsNumber());
    }

    @Test
    void refersByLocationToWhatIsHere() {
        Bundle first = send(conditional(GpReferral.of(person))).expect(200).bundle();
        Bundle second = GpReferral.of(person).transaction();
        leaveOut(
                second,
                Map.of(
                        Patient.class, versionless(location("Patient", first)),
                        Organization.class, versionless(location("Organization", first))));

        Bundle answer = send(second).expect(200).bundle();

        assertThat(workers.referralOf(idIn("ServiceRequest", answer))
                        .at("/referrer/organisationOds")
                        .isMissingNode())
                .isFalse();
    }

    @Test
    void aSecondTransactionThatCreatesOnlyWhatIsNotHereChangesNothing() {
        GpReferral referral = GpReferral.of(person);
        Bundle transaction = conditional(referral);
        entry(transaction, ServiceRequest.class)
                .getRequest()
                .setIfNoneExist("identifier="
                        + resource(transaction, ServiceRequest.class)
                                .getIdentifierFirstRep()
                                .getSystem() + "|"
                        + resource(transaction, ServiceRequest.class)
                                .getIdentifierFirstRep()
                                .getValue());
        Bundle first = send(transaction).expect(200).bundle();

        Bundle again = send(transaction).expect(200).bundle();

        assertThat(location("Task", again)).isEqualTo(location("Task", first));
        assertThat(location("ServiceRequest", again)).isEqualTo(location("ServiceRequest", first));
    }

    @Test
    void showsWhatItMadeWhereThatIsPreferred() {
        Bundle transaction = GpReferral.of(person).transaction();

        Bundle answer = gp.postWithHeaders(
                        "/fhir",
                        GpSystem.text(transaction),
                        Map.of("Content-Type", WireFormat.JSON.mediaType(), "Prefer", "return=representation"))
                .expect(200)
                .bundle();

        assertThat(answer.getEntry())
                .allSatisfy(entry ->
                        assertThat(entry.getResource().getMeta().getVersionId()).isEqualTo("1"));
    }

    static Stream<Arguments> refusesAConditionThatDoesNotHold() {
        return Stream.of(
                Arguments.of(
                        "a search that is none",
                        422,
                        "Bundle.entry[0].request.ifNoneExist",
                        "This is no search of a Patient",
                        (Consumer<Bundle>)
                                it -> entry(it, Patient.class).getRequest().setIfNoneExist("x")),
                Arguments.of(
                        "a search that is not offered",
                        422,
                        "Bundle.entry[0].request.ifNoneExist",
                        "shoe-size",
                        (Consumer<Bundle>)
                                it -> entry(it, Patient.class).getRequest().setIfNoneExist("shoe-size=44")),
                Arguments.of(
                        "a reference by a search that finds nothing",
                        412,
                        "Bundle.entry[4].resource.subject",
                        "This search finds nothing of yours",
                        (Consumer<Bundle>) it -> resource(it, ServiceRequest.class)
                                .setSubject(new Reference("Patient?identifier=http://example.org/none|1"))),
                Arguments.of(
                        "a reference by a search that finds many",
                        412,
                        "Bundle.entry[3].resource.organization",
                        "finds more than one",
                        (Consumer<Bundle>) it -> resource(it, PractitionerRole.class)
                                .setOrganization(new Reference("Organization?_lastUpdated=gt2020-01-01"))),
                Arguments.of(
                        "a request that creates nothing",
                        422,
                        "Bundle.entry[0].request.method",
                        "use POST for each entry",
                        (Consumer<Bundle>) it -> entry(it, Patient.class)
                                .getRequest()
                                .setMethod(HTTPVerb.PUT)
                                .setUrl("Patient/1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesAConditionThatDoesNotHold(
            String name, int status, String expression, String words, Consumer<Bundle> spoil) {
        send(GpReferral.of(PEOPLE.next()).transaction()).expect(200);
        send(GpReferral.of(PEOPLE.next()).transaction()).expect(200);
        Bundle transaction = GpReferral.of(person).transaction();
        int before = workers.all().size();
        spoil.accept(transaction);

        Answer answer = send(transaction).expect(status);

        assertThat(answer.issues()).anySatisfy(issue -> {
            assertThat(issue.getDiagnostics()).contains(words);
            assertThat(issue.getExpression().get(0).getValue()).isEqualTo(expression);
        });
        assertThat(workers.all()).hasSize(before);
    }

    /** The first answer is no answer to a transaction, so it cannot be given again. */
    @Test
    void isToldThatAReferralCameByAnotherWay() {
        GpReferral referral = GpReferral.of(person);
        Bundle transaction = referral.transaction();
        Task alone = new SingleResources(referral.transaction())
                .placeAllButTheTask(resource -> new IdType(gp.create(resource, Map.of())
                                .expect(201)
                                .header("Location")
                                .orElseThrow())
                        .toUnqualifiedVersionless()
                        .getValue());
        String task =
                gp.create(alone, Map.of()).expect(201).resource(Task.class).getIdPart();

        for (String returned : List.of("minimal", "representation")) {
            Answer answer = gp.postWithHeaders(
                    "/fhir",
                    GpSystem.text(transaction),
                    Map.of("Content-Type", WireFormat.JSON.mediaType(), "Prefer", "return=" + returned));
            Refusals.assertRefused(answer, GatewayError.DUPLICATE, "Task/" + task, "another way");
        }
    }

    /** The query alone, as FHIR says it; HAPI's client sends the whole address. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?", "Patient?", "http://linkway.example/fhir/Patient?"})
    void createsASingleResourceOnlyWhereItIsNotHere(String before) {
        Patient patient = resource(GpReferral.of(person).transaction(), Patient.class);
        patient.getGeneralPractitioner().clear();
        Map<String, String> condition = Map.of(
                "If-None-Exist", before + "identifier=" + IdentifierSystem.NHS_NUMBER.uri() + "|" + person.nhsNumber());
        Answer first = gp.create(patient, condition).expect(201);

        Answer again = gp.create(patient, condition).expect(200);

        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(gp.create(patient, Map.of("If-None-Exist", "shoe-size=44"))
                        .expect(400)
                        .issues()
                        .get(0)
                        .getDiagnostics())
                .startsWith("If-None-Exist: ");
    }

    private Answer send(Bundle transaction) {
        return gp.send(transaction, WireFormat.JSON);
    }

    /** The person and the practice are created only where they are not here. */
    private static Bundle conditional(GpReferral referral) {
        Bundle transaction = referral.transaction();
        Patient patient = resource(transaction, Patient.class);
        entry(transaction, Patient.class)
                .getRequest()
                .setIfNoneExist("identifier=" + patient.getIdentifierFirstRep().getSystem() + "|"
                        + patient.getIdentifierFirstRep().getValue());
        return transaction;
    }

    private static void leaveOut(Bundle transaction, Class<?> type, String reference) {
        leaveOut(transaction, Map.of(type, reference));
    }

    /**
     * Leaves entries out, and refers otherwise to what they were. All at once: what HAPI has read refers to objects, and it would
     * contain those that are no longer in the Bundle.
     */
    private static void leaveOut(Bundle transaction, Map<Class<?>, String> references) {
        Map<String, String> turned = new HashMap<>();
        references.forEach((type, reference) -> {
            BundleEntryComponent entry = entry(transaction, type);
            transaction.getEntry().remove(entry);
            turned.put(entry.getFullUrl(), reference);
        });
        String text = GpSystem.text(transaction);
        for (Map.Entry<String, String> turn : turned.entrySet()) {
            text = text.replace(turn.getKey(), turn.getValue());
        }
        transaction.setEntry(FhirText.read(Bundle.class, text, WireFormat.JSON).getEntry());
    }

    private static BundleEntryComponent entry(Bundle bundle, Class<?> type) {
        return bundle.getEntry().stream()
                .filter(it -> type.isInstance(it.getResource()))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T resource(Bundle bundle, Class<T> type) {
        return type.cast(entry(bundle, type).getResource());
    }

    private static BundleEntryComponent answered(String type, Bundle answer) {
        return answer.getEntry().stream()
                .filter(it -> type.equals(new IdType(it.getResponse().getLocation()).getResourceType()))
                .findFirst()
                .orElseThrow();
    }

    private static String status(String type, Bundle answer) {
        return answered(type, answer).getResponse().getStatus();
    }

    private static String location(String type, Bundle answer) {
        return answered(type, answer).getResponse().getLocation();
    }

    private static String idIn(String type, Bundle answer) {
        return new IdType(location(type, answer)).getIdPart();
    }

    private static String versionless(String location) {
        return new IdType(location).toUnqualifiedVersionless().getValue();
    }
}
