package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Reading;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.NumberedIds;
import org.linkway.workflow.OpenReferral;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.TestPolicies;

class AdmissionTest {
    private static final String TRANSACTION = "transaction/everything-that-a-referral-can-say";
    private static final String WITHOUT_TASK = "transaction/the-least-that-opens-a-referral";
    private static final String MESSAGE = "message/everything-that-a-message-can-say";
    private static final String MESSAGE_WITHOUT_RISKS = "message/retired-statuses-and-systems-in-mixed-case";

    private static final Party SENDER =
            new Party(TestReferrals.SENDER, Party.Kind.SENDER, "Invented GP system", Set.of());
    private static final InboundRules RULES = new InboundRules(Set.of("a5t1"), false);

    /** A Bundle that was let in, and the referral that it opened. */
    private record Admitted(Bundle sent, Admission admission, Referral referral, List<Issue> warnings) {
        List<PublishedResource> published() {
            return admission.resources(referral);
        }

        <T extends Resource> T published(Class<T> type) {
            return published().stream()
                    .filter(resource -> resource.type().equals(type.getSimpleName()))
                    .map(resource -> TestFhir.resource(type, resource.json()))
                    .findFirst()
                    .orElseThrow();
        }

        Bundle answer() {
            return TestFhir.bundle(admission.answer(referral, warnings, WireFormat.JSON));
        }
    }

    private static Admitted admit(String fixture) {
        return admit(Fixture.named(fixture).reading(), TestReferrals.RECEIVED_AT);
    }

    private static Admitted admit(Reading reading, Instant receivedAt) {
        ReferralTranslation translation = new ReferralTranslation(TestFhir.CONTEXT, RULES, new NumberedIds());
        Mapped.Ok<ReferralDraft> mapped = (Mapped.Ok<ReferralDraft>) translation.toModel(reading, Optional.empty());
        Admission admission = translation.admit(reading);
        Referral referral = TestPolicies.openReferral(TestPolicies.WORK, new NumberedIds())
                .open(
                        new OpenReferral.Request(
                                NumberedIds.id(99),
                                SENDER,
                                TestReferrals.WORKER,
                                mapped.value(),
                                Optional.of(admission.published()),
                                TestReferrals.LINK_WORKER),
                        Optional.empty(),
                        receivedAt)
                .referral();
        List<Issue> warnings = Stream.concat(reading.issues().stream(), mapped.warnings().stream())
                .toList();
        return new Admitted(reading.bundle().orElseThrow(), admission, referral, warnings);
    }

    @ParameterizedTest
    @ValueSource(strings = {TRANSACTION, WITHOUT_TASK, MESSAGE, MESSAGE_WITHOUT_RISKS})
    void publishesEverythingThatWasSentToItsSender(String fixture) {
        Admitted admitted = admit(fixture);

        assertThat(admitted.published())
                .extracting(PublishedResource::type)
                .containsAll(admitted.sent().getEntry().stream()
                        .map(entry -> entry.getResource().fhirType())
                        .toList());
        assertThat(admitted.published()).allMatch(resource -> resource.party().equals(TestReferrals.SENDER));
        assertThat(admitted.published()).extracting(PublishedResource::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {TRANSACTION, WITHOUT_TASK, MESSAGE, MESSAGE_WITHOUT_RISKS})
    void publishesAndAnswersConformingFhir(String fixture) {
        Admitted admitted = admit(fixture);

        assertThat(admitted.published().stream().flatMap(resource -> TestFhir.faults(resource.json()).stream()))
                .isEmpty();
        assertThat(TestFhir.faults(admitted.answer())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {TRANSACTION, WITHOUT_TASK, MESSAGE, MESSAGE_WITHOUT_RISKS})
    void leavesNoReferenceToAFullUrlInWhatItPublishes(String fixture) {
        assertThat(admit(fixture).published())
                .extracting(PublishedResource::json)
                .noneMatch(json -> json.contains("urn:uuid:"));
    }

    @Test
    void turnsReferencesToTheIdsItGave() {
        Admitted admitted = admit(TRANSACTION);
        String patient = "Patient/" + admitted.admission().published().patientId();

        assertThat(admitted.published(Patient.class).getIdElement().getIdPart())
                .isEqualTo(admitted.admission().published().patientId());
        assertThat(admitted.published(ServiceRequest.class).getSubject().getReference())
                .isEqualTo(patient);
        assertThat(admitted.published(Condition.class).getSubject().getReference())
                .isEqualTo(patient);
        assertThat(admitted.published(ServiceRequest.class).getRequester().getReference())
                .isEqualTo("PractitionerRole/"
                        + admitted.published(PractitionerRole.class)
                                .getIdElement()
                                .getIdPart());
    }

    @Test
    void keepsWhatTheSenderSentOtherwiseUnchanged() {
        Admitted admitted = admit(TRANSACTION);
        Patient sent = (Patient) admitted.sent().getEntry().get(0).getResource();

        Patient published = admitted.published(Patient.class);

        assertThat(published.getName())
                .usingElementComparator((a, b) -> a.equalsDeep(b) ? 0 : 1)
                .isEqualTo(sent.getName());
        assertThat(published.getIdentifierFirstRep().equalsDeep(sent.getIdentifierFirstRep()))
                .isTrue();
        assertThat(published.getExtension()).hasSameSizeAs(sent.getExtension());
        assertThat(published.getMeta().getLastUpdated()).isNull();
    }

    @Test
    void showsTheSendersTaskAsRequestedAndAwaitingTriage() {
        Admitted admitted = admit(TRANSACTION);

        Task task = admitted.published(Task.class);

        assertThat(task.getIdElement().getIdPart())
                .isEqualTo(admitted.admission().published().taskId());
        assertThat(task.getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
        assertThat(task.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("awaiting-triage");
        assertThat(task.getDescription()).isEqualTo("Call before visiting.");
        assertThat(task.getIdentifier())
                .extracting(identifier -> identifier.getValue())
                .containsExactly(admitted.referral().id().toString());
    }

    @Test
    void makesATaskWhereTheSenderSentNone() {
        Admitted admitted = admit(WITHOUT_TASK);

        Task task = admitted.published(Task.class);

        assertThat(task.getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
        assertThat(task.getFocus().getReference())
                .isEqualTo("ServiceRequest/" + admitted.admission().published().serviceRequestId());
        assertThat(task.getFor().getReference())
                .isEqualTo("Patient/" + admitted.admission().published().patientId());
        assertThat(remarksOnTheRequest(admitted.answer()))
                .last()
                .satisfies(remark -> assertThat(remark.getDiagnostics())
                        .contains("Task/" + admitted.admission().published().taskId()));
    }

    /** FHIR R4, Task, inv-1: a Task that breaks it could not be sent back as it was read. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "in the same second, 2026-03-02T09:30:06.593Z, 2026-03-02T09:30:06.601Z",
        "by a clock that is ahead, 2026-03-02T09:30:09.250Z, 2026-03-02T09:30:09.250Z",
        "on the same day, 2026-03-02, 2026-03-02"
    })
    void showsATaskThatWasNotModifiedBeforeItWasAuthored(String when, String authored, String modified) {
        Reading reading = Fixture.named(TRANSACTION).reading();
        new BundleIndex(reading.bundle().orElseThrow())
                .all(Task.class)
                .get(0)
                .resource()
                .setAuthoredOnElement(new DateTimeType(authored));

        Task task = admit(reading, Instant.parse("2026-03-02T09:30:06.601Z")).published(Task.class);

        assertThat(task.getAuthoredOnElement().getValueAsString()).isEqualTo(authored);
        assertThat(task.getLastModifiedElement().getValueAsString()).isEqualTo(modified);
        assertThat(TestFhir.faults(task)).isEmpty();
    }

    @Test
    void keepsTheTaskOfAMessageAsPayloadBesideItsOwn() {
        Admitted admitted = admit(MESSAGE);

        List<Task> tasks = admitted.published().stream()
                .filter(resource -> resource.type().equals("Task"))
                .map(resource -> TestFhir.resource(Task.class, resource.json()))
                .toList();

        assertThat(tasks).hasSize(2);
        assertThat(tasks.get(0).getDescription()).isEqualTo("Call in the afternoon.");
        assertThat(tasks.get(0).hasBusinessStatus()).isFalse();
        assertThat(tasks.get(1).getIdElement().getIdPart())
                .isEqualTo(admitted.admission().published().taskId());
    }

    @Test
    void answersATransactionEntryByEntryInItsOrder() {
        Admitted admitted = admit(TRANSACTION);

        Bundle answer = admitted.answer();

        assertThat(answer.getType()).isEqualTo(Bundle.BundleType.TRANSACTIONRESPONSE);
        assertThat(locations(answer))
                .isEqualTo(admitted.published().stream()
                        .map(resource -> resource.type() + "/" + resource.id() + "/_history/1")
                        .toList());
        assertThat(answer.getEntry())
                .allSatisfy(entry -> assertThat(entry.getResponse().getStatus()).isEqualTo("201 Created"));
    }

    @Test
    void putsAWarningBesideTheEntryThatItIsAbout() {
        Bundle answer = admit(WITHOUT_TASK).answer();

        OperationOutcome aboutPatient =
                (OperationOutcome) answer.getEntry().get(0).getResponse().getOutcome();
        assertThat(aboutPatient.getIssue())
                .extracting(issue -> issue.getExpression().get(0).getValue())
                .containsExactly("Bundle.entry[0].resource");
        assertThat(answer.getEntry()).hasSize(2);
    }

    @Test
    void putsAWarningAboutTheWholeBesideWhatIsAskedFor() {
        Bundle answer = admit(WITHOUT_TASK).answer();

        assertThat(remarksOnTheRequest(answer))
                .flatExtracting(OperationOutcome.OperationOutcomeIssueComponent::getExpression)
                .extracting(expression -> expression.getValue())
                .contains("Bundle");
    }

    private static List<OperationOutcome.OperationOutcomeIssueComponent> remarksOnTheRequest(Bundle answer) {
        return answer.getEntry().stream()
                .map(BundleEntryComponent::getResponse)
                .filter(response -> response.getLocation().startsWith("ServiceRequest/"))
                .flatMap(response -> ((OperationOutcome) response.getOutcome()).getIssue().stream())
                .toList();
    }

    @Test
    void doesNotTakeTheTenthEntryForTheFirst() {
        Admitted admitted = admit(TRANSACTION);
        Issue aboutTheEleventh = Issue.warning(GatewayError.VALUE, "Bundle.entry[10].resource.code", "Look here.");

        Bundle answer = TestFhir.bundle(
                admitted.admission().answer(admitted.referral(), List.of(aboutTheEleventh), WireFormat.JSON));

        assertThat(answer.getEntry().get(1).getResponse().hasOutcome()).isFalse();
        assertThat(answer.getEntry().get(10).getResponse().hasOutcome()).isTrue();
    }

    @Test
    void echoesAMessageWithOurIdsUnderItsOwnFullUrls() {
        Admitted admitted = admit(MESSAGE);

        Bundle echo = admitted.answer();

        assertThat(echo.getType()).isEqualTo(Bundle.BundleType.MESSAGE);
        assertThat(echo.getIdElement().getIdPart())
                .isEqualTo(admitted.sent().getIdElement().getIdPart());
        List<String> sent = fullUrls(admitted.sent());
        assertThat(fullUrls(echo).subList(0, sent.size())).isEqualTo(sent);
        Map<String, String> published =
                admitted.published().stream().collect(Collectors.toMap(PublishedResource::id, PublishedResource::type));
        assertThat(echo.getEntry())
                .filteredOn(entry -> !(entry.getResource() instanceof OperationOutcome))
                .allSatisfy(entry -> assertThat(published)
                        .containsEntry(
                                entry.getResource().getIdElement().getIdPart(),
                                entry.getResource().fhirType()));
        assertThat(resources(echo, ServiceRequest.class).get(0).getSubject().getReference())
                .isEqualTo(resources(admitted.sent(), ServiceRequest.class)
                        .get(0)
                        .getSubject()
                        .getReference());
    }

    @Test
    void addsAPlannedEncounterThatPeopleCanQuote() {
        Admitted admitted = admit(MESSAGE);

        List<Encounter> encounters = resources(admitted.answer(), Encounter.class);

        assertThat(encounters).hasSize(2);
        assertThat(encounters.get(1).getStatus()).isEqualTo(Encounter.EncounterStatus.PLANNED);
        assertThat(encounters.get(1).getIdentifierFirstRep().getValue())
                .isEqualTo(admitted.referral().id().toString());
        assertThat(encounters.get(1).getEpisodeOfCareFirstRep().getReference())
                .isEqualTo("EpisodeOfCare/7c0b0000-0000-4000-8000-000000000001");
    }

    @Test
    void endsAnEchoWithItsWarnings() {
        Admitted admitted = admit(MESSAGE_WITHOUT_RISKS);

        Bundle echo = admitted.answer();

        assertThat(resources(echo, OperationOutcome.class))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.getIssue())
                        .allMatch(issue -> issue.getSeverity() == OperationOutcome.IssueSeverity.WARNING)
                        .hasSameSizeAs(admitted.warnings()));
    }

    @Test
    void keepsTheReferencesOfAnEchoWholeThatNameTypeAndId() {
        Bundle bundle = Fixture.named(MESSAGE_WITHOUT_RISKS).reading().bundle().orElseThrow();
        Patient patient = resources(bundle, Patient.class).get(0);
        ServiceRequest request = resources(bundle, ServiceRequest.class).get(0);
        patient.setId("p1");
        request.getSubject().setReference("Patient/p1");
        Admission admission =
                new Admission(TestFhir.CONTEXT, new Reading(Optional.of(bundle), List.of()), new NumberedIds());

        Bundle echo = TestFhir.bundle(admission.answer(TestReferrals.opened(), List.of(), WireFormat.JSON));

        assertThat(resources(echo, ServiceRequest.class).get(0).getSubject().getReference())
                .isEqualTo("urn:uuid:5d0c6f1e-0000-4000-8000-000000000001");
    }

    @Test
    void answersInTheFormThatTheSenderWants() {
        Admitted admitted = admit(TRANSACTION);

        assertThat(TestFhir.text(admitted.admission().answer(admitted.referral(), List.of(), WireFormat.XML)))
                .startsWith("<Bundle xmlns=\"http://hl7.org/fhir\">");
    }

    private static List<String> locations(Bundle answer) {
        return each(answer, entry -> entry.getResponse().getLocation());
    }

    private static List<String> fullUrls(Bundle bundle) {
        return each(bundle, BundleEntryComponent::getFullUrl);
    }

    private static List<String> each(Bundle bundle, Function<BundleEntryComponent, String> part) {
        return bundle.getEntry().stream()
                .map(part)
                .filter(value -> value != null)
                .toList();
    }

    private static <T extends Resource> List<T> resources(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
