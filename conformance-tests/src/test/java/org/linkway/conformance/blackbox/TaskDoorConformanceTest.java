package org.linkway.conformance.blackbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SenderSystem;
import org.linkway.conformance.partner.SingleResources;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** A sender that works by Tasks: creates them here or points at its own system, changes them whole or by a patch. */
@ExtendWith(SharedGateway.class)
class TaskDoorConformanceTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String FHIR = WireFormat.JSON.mediaType();

    private final GpReferral referral = GpReferral.of(PEOPLE.next());
    private final GpSystem gp;
    private final LinkWorkers workers;
    private final SenderSystem own;
    private boolean used;

    TaskDoorConformanceTest(GatewayProcess gateway, SenderSystem own) {
        this.gp = gateway.gp();
        this.workers = gateway.linkWorkers();
        this.own = own;
    }

    @Test
    void opensAReferralFromWhatWasCreatedBefore() {
        Task asked = createAllButTheTask();

        Answer created = create(asked).expect(201);

        Task task = created.resource(Task.class);
        assertThat(task.getStatus()).isEqualTo(TaskStatus.REQUESTED);
        assertThat(task.getFocus().getReference()).isEqualTo(asked.getFocus().getReference());
        assertThat(created.header("ETag")).contains("W/\"1\"");
        assertThat(gp.follow(created).expect(200).resource(Task.class).getId()).isEqualTo(task.getId());
        JsonNode opened = workers.referralOf(idOf(asked.getFocus()));
        assertThat(opened.at("/person/name/family").asText())
                .isEqualTo(referral.person().family());
        assertThat(opened.at("/request/risks/stated/0").asText()).isEqualTo("Has a large, friendly dog.");
        assertThat(gp.read(asked.getFor().getReference()).header("ETag")).contains("W/\"1\"");
    }

    @Test
    void isWarnedThatARequestAloneOpensNothing() {
        Patient patient = new Patient();
        patient.addName().setFamily("Quillfeather").addGiven("Una");
        patient.setBirthDateElement(new DateType("1961-03-09"));
        patient.addTelecom().setValue("01632 960123").setSystem(ContactPointSystem.PHONE);
        String person = create(patient).expect(201).header("Location").orElseThrow();
        ServiceRequest request = new ServiceRequest()
                .setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE)
                .setIntent(ServiceRequest.ServiceRequestIntent.ORDER)
                .setSubject(new Reference(versionless(person)))
                .setRequester(new Reference().setDisplay("Invented Lane Surgery"));
        request.addReasonCode().setText("Would like company.");

        Answer kept = create(request).expect(201);

        assertThat(kept.resource(OperationOutcome.class).getIssue())
                .filteredOn(issue -> issue.getSeverity() == IssueSeverity.WARNING)
                .anySatisfy(issue -> assertThat(issue.getDiagnostics()).startsWith("No referral is open yet"));
        String place = versionless(kept.header("Location").orElseThrow());
        assertThat(gp.read(place).expect(200).resource(ServiceRequest.class).getStatus())
                .isEqualTo(ServiceRequest.ServiceRequestStatus.ACTIVE);
    }

    @Test
    void opensAReferralFromTheSendersOwnSystem() {
        Task asked = holdAllButTheTask();

        Task task = create(asked).expect(201).resource(Task.class);

        assertThat(task.getFocus().getReference()).startsWith(own.base());
        JsonNode opened = workers.all().stream()
                .filter(it -> it.at("/published/taskId")
                        .asText()
                        .equals(task.getIdElement().getIdPart()))
                .findFirst()
                .orElseThrow();
        JsonNode whole = workers.referral(opened.get("id").asText());
        assertThat(whole.at("/person/nhsNumber").asText())
                .isEqualTo(referral.person().nhsNumber());
        assertThat(whole.at("/request/risks/stated/0").asText()).isEqualTo("Has a large, friendly dog.");
        ServiceRequest copy = gp.read("ServiceRequest/"
                        + whole.at("/published/serviceRequestId").asText())
                .expect(200)
                .resource(ServiceRequest.class);
        assertThat(copy.getMeta().getSource()).isEqualTo(asked.getFocus().getReference());
    }

    @Test
    void cancelsAReferralWhoseRequestIsInTheSendersOwnSystem() {
        Task task = create(holdAllButTheTask()).expect(201).resource(Task.class);

        Task cancelled = gp.change(task.setStatus(TaskStatus.CANCELLED), "W/\"1\"")
                .expect(200)
                .resource(Task.class);

        assertThat(cancelled.getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(cancelled.getStatusReason().getText()).isNotBlank();
    }

    @Test
    void theSameTaskTwiceOpensOneReferral() {
        for (Task asked : List.of(createAllButTheTask(), holdAllButTheTask())) {
            String id = create(asked)
                    .expect(201)
                    .resource(Task.class)
                    .getIdElement()
                    .getIdPart();

            Answer again = create(asked).expect(200);

            assertThat(again.resource(Task.class).getIdElement().getIdPart()).isEqualTo(id);
        }
    }

    /** Who refers again from what was read sends along what that was known by. */
    @Test
    void aTaskMadeFromAnotherIsAboutItsOwnReferralAlone() {
        Task first = create(createAllButTheTask()).expect(201).resource(Task.class);
        String firstReferral = workers.referralOfTask(idOf(first)).get("id").asText();
        Task copied = createAllButTheTask();
        copied.setIdentifier(first.getIdentifier());

        Task second = create(copied).expect(201).resource(Task.class);
        gp.change(second.setStatus(TaskStatus.CANCELLED), "W/\"1\"").expect(200);

        assertThat(workers.referralOfTask(idOf(second)).get("id").asText()).isNotEqualTo(firstReferral);
        assertThat(gp.read("Task/" + idOf(first))
                        .expect(200)
                        .resource(Task.class)
                        .getStatus())
                .isEqualTo(TaskStatus.REQUESTED);
    }

    @Test
    void anAbortTaskMadeFromAnotherChangesNoReferralByItself() {
        Task first = create(createAllButTheTask()).expect(201).resource(Task.class);
        Task abort = new Task()
                .setStatus(TaskStatus.REQUESTED)
                .setIntent(Task.TaskIntent.ORDER)
                .setCode(new CodeableConcept(new Coding("http://hl7.org/fhir/CodeSystem/task-code", "abort", null)))
                .setFocus(new Reference("Task/" + idOf(first)))
                .setIdentifier(first.getIdentifier());

        Answer created = create(abort).expect(201);
        Task made = created.resource(Task.class);

        assertThat(made.getIdentifier()).isEmpty();
        Refusals.assertRefused(
                gp.change(
                        made.setStatus(TaskStatus.ENTEREDINERROR),
                        created.header("ETag").orElseThrow()),
                GatewayError.NOT_SUPPORTED,
                "not the Task of a referral");
    }

    @Test
    void aRetryGetsTheFirstAnswer() {
        Task asked = createAllButTheTask();
        Map<String, String> headers = Map.of("X-Request-Id", GpSystem.newId());
        Answer first = gp.create(asked, headers).expect(201);
        workers.report(workers.referralOf(idOf(asked.getFocus())).get("id").asText(), WorkerEvents.accepted())
                .expect(201);

        Answer retry = gp.create(asked, headers).expect(201);

        assertThat(retry.body()).isEqualTo(first.body());
        assertThat(retry.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void aRetriedChangeIsMadeOnce() {
        PlacedReferral placed = gp.refer(referral);
        String body = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"cancelled\"}]";
        Map<String, String> headers = Map.of("X-Request-Id", GpSystem.newId(), "If-Match", "W/\"1\"");
        Answer first = gp.send("PATCH", "/fhir/Task/" + placed.taskId(), body, JSON_PATCH, headers)
                .expect(200);

        Answer retry = gp.send("PATCH", "/fhir/Task/" + placed.taskId(), body, JSON_PATCH, headers)
                .expect(200);

        assertThat(retry.body()).isEqualTo(first.body());
        assertThat(gp.read("Task/" + placed.taskId()).header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void anotherChangeUnderTheSameRequestIdIsRefused() {
        PlacedReferral placed = gp.refer(referral);
        Map<String, String> headers = Map.of("X-Request-Id", GpSystem.newId(), "If-Match", "W/\"1\"");
        gp.send("PATCH", "/fhir/Task/" + placed.taskId(), "[]", JSON_PATCH, headers)
                .expect(400);

        Answer other = gp.send(
                        "PATCH",
                        "/fhir/Task/" + placed.taskId(),
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"cancelled\"}]",
                        JSON_PATCH,
                        headers)
                .expect(400);

        assertThat(other.issues().get(0).getDiagnostics()).contains("was used before for another body");
        assertThat(gp.task(placed).getStatus()).isEqualTo(TaskStatus.REQUESTED);
    }

    static Stream<Arguments> cancelsByAPatch() {
        return Stream.of(
                Arguments.of(
                        JSON_PATCH,
                        "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"requested\"},"
                                + "{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"cancelled\"},"
                                + "{\"op\":\"add\",\"path\":\"/statusReason\",\"value\":{\"text\":\"Has moved in with family.\"}}]"),
                Arguments.of(
                        FHIR,
                        parameters(
                                operation("replace", "Task.status", null, new CodeType("cancelled")),
                                operation(
                                        "add",
                                        "Task",
                                        "statusReason",
                                        new CodeableConcept().setText("Has moved in with family.")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void cancelsByAPatch(String contentType, String patch) {
        PlacedReferral placed = gp.refer(referral);

        Task cancelled = gp.patch(placed.taskId(), patch, contentType, "W/\"1\"")
                .expect(200)
                .resource(Task.class);

        assertThat(cancelled.getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(cancelled.getStatusReason().getText()).endsWith("Has moved in with family.");
        assertThat(workers.referral(placed).get("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void answersAQuestionByAPatchThatAddsAnInput() {
        PlacedReferral placed = gp.refer(referral);
        String id = workers.referral(placed).get("id").asText();
        workers.report(id, WorkerEvents.event("information-requested").put("question", "Is a lift needed?"))
                .expect(201);
        Parameters.ParametersParameterComponent value = new ParametersParameterComponent().setName("value");
        value.addPart().setName("type").setValue(new CodeableConcept().setText("Answer"));
        value.addPart().setName("value").setValue(new StringType("Yes, a lift."));
        ParametersParameterComponent add = operation("add", "Task", "input", null);
        add.addPart(value);

        Task answered = gp.patch(placed.taskId(), parameters(add), FHIR, etag(placed))
                .expect(200)
                .resource(Task.class);

        assertThat(answered.getInputFirstRep().getValue().primitiveValue()).isEqualTo("Yes, a lift.");
        assertThat(eventTypes(id)).endsWith("information-supplied");
    }

    @Test
    void tellsTheLinkWorkerSomethingUnasked() {
        PlacedReferral placed = gp.refer(referral);
        String id = workers.referral(placed).get("id").asText();
        Task task = gp.task(placed);
        task.addInput().setType(new CodeableConcept().setText("Note")).setValue(new StringType("Prefers mornings."));

        gp.change(task, etag(placed)).expect(200);

        assertThat(eventTypes(id)).endsWith("request-updated");
        assertThat(gp.task(placed).getInputFirstRep().getValue().primitiveValue())
                .isEqualTo("Prefers mornings.");
    }

    static Stream<Arguments> refusesAPatchThatCannotBeApplied() {
        return Stream.of(
                Arguments.of(JSON_PATCH, "{", 400, "", "not well-formed JSON"),
                Arguments.of(JSON_PATCH, "{\"op\":\"replace\"}", 400, "", "Send an array of 1 to 100 operations"),
                Arguments.of(JSON_PATCH, "[{\"op\":\"erase\",\"path\":\"/status\"}]", 400, "", "Operation 1"),
                Arguments.of(JSON_PATCH, "[{\"op\":\"remove\",\"path\":\"/nothing\"}]", 422, "", "Operation 1"),
                Arguments.of(
                        JSON_PATCH,
                        "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"completed\"}]",
                        422,
                        "",
                        "its test does not hold"),
                Arguments.of(
                        JSON_PATCH,
                        "[{\"op\":\"replace\",\"path\":\"/intent\",\"value\":\"plan\"}]",
                        422,
                        "Task.intent",
                        "Task.intent cannot be changed."),
                Arguments.of(
                        JSON_PATCH,
                        "[{\"op\":\"replace\",\"path\":\"/businessStatus\",\"value\":{\"text\":\"Nearly done\"}}]",
                        422,
                        "Task.businessStatus",
                        "Linkway's to say"),
                Arguments.of(
                        JSON_PATCH,
                        "[{\"op\":\"add\",\"path\":\"/statusReason\",\"value\":{\"text\":\"Never mind\"}}]",
                        422,
                        "Task.statusReason",
                        "Linkway's to say"),
                Arguments.of(
                        JSON_PATCH,
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"done\"}]",
                        422,
                        "Task.status",
                        "done"),
                Arguments.of(FHIR, "{\"resourceType\":\"Task\"}", 422, "Task", "Send a Parameters."),
                Arguments.of(
                        FHIR,
                        parameters(operation("replace", "Task.nothing", null, new CodeType("x"))),
                        422,
                        "Parameters.parameter[0]",
                        "path"),
                Arguments.of(
                        FHIR,
                        parameters(operation("erase", "Task.status", null, null)),
                        422,
                        "Parameters.parameter[0]",
                        "Send add, insert, delete, replace or move."),
                Arguments.of(
                        FHIR,
                        parameters(operation("replace", "Task.status", null, new CodeType("done"))),
                        422,
                        "Parameters.parameter[0]",
                        "not of a type that this element takes"),
                Arguments.of("text/plain", "status=cancelled", 415, "", "Send application/fhir+json"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void refusesAPatchThatCannotBeApplied(
            String contentType, String patch, int status, String expression, String words) {
        PlacedReferral placed = gp.refer(referral);

        Answer answer = gp.patch(placed.taskId(), patch, contentType, "W/\"1\"").expect(status);

        assertThat(answer.issues()).anySatisfy(issue -> {
            assertThat(issue.getDiagnostics()).contains(words);
            if (!expression.isEmpty()) {
                assertThat(issue.getExpression().get(0).getValue()).isEqualTo(expression);
            }
        });
        assertThat(etag(placed)).isEqualTo("W/\"1\"");
    }

    static Stream<Arguments> refusesATaskThatOpensNothing() {
        return Stream.of(
                wrong("no focus", 422, "Task.focus", "Task.focus is missing", (task, own) -> task.setFocus(null)),
                wrong(
                        "a focus that is not here",
                        422,
                        "Task.focus",
                        "There is no ServiceRequest of yours here",
                        (task, own) -> task.setFocus(new Reference("ServiceRequest/nowhere"))),
                wrong(
                        "a focus at an address that may not be read",
                        422,
                        "Task.focus",
                        "none that Linkway may read",
                        (task, own) -> task.setFocus(new Reference("http://169.254.169.254/ServiceRequest/1"))),
                wrong(
                        "a focus that the sender's system does not have",
                        422,
                        "Task.focus",
                        "There is nothing at this address",
                        (task, own) -> task.setFocus(new Reference(own.base() + "/ServiceRequest/none"))),
                wrong(
                        "a focus that the sender's system does not show",
                        422,
                        "Task.focus",
                        "does not let Linkway read this",
                        (task, own) -> task.setFocus(new Reference(
                                own.answer("ServiceRequest/hidden", aResponse().withStatus(403))))),
                wrong(
                        "a focus that the sender's system cannot give now",
                        503,
                        "Task.focus",
                        "could not be read just now",
                        (task, own) -> task.setFocus(new Reference(
                                own.answer("ServiceRequest/broken", aResponse().withStatus(500))))),
                wrong(
                        "a focus that leads elsewhere",
                        503,
                        "Task.focus",
                        "could not be read just now",
                        (task, own) -> task.setFocus(new Reference(own.answer(
                                "ServiceRequest/moved",
                                aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:1/"))))),
                wrong(
                        "a focus that is no FHIR",
                        400,
                        "Task.focus",
                        "not well-formed JSON",
                        (task, own) -> task.setFocus(new Reference(
                                own.answer("ServiceRequest/odd", aResponse().withBody("{"))))),
                wrong(
                        "another person than the request's",
                        422,
                        "Task.for",
                        "is not the person",
                        (task, own) -> task.setFor(new Reference("Patient/another"))),
                wrong(
                        "a status that asks for nothing",
                        422,
                        "Task.status",
                        "Only a requested Task opens a referral",
                        (task, own) -> task.setStatus(TaskStatus.DRAFT)),
                wrong(
                        "an intent that asks for nothing",
                        422,
                        "Task.intent",
                        "asks for nothing to be done",
                        (task, own) -> task.setIntent(Task.TaskIntent.OPTION)));
    }

    /** Makes a good Task wrong. */
    @FunctionalInterface
    interface Spoil {
        void spoil(Task task, SenderSystem own);
    }

    private static Arguments wrong(String name, int status, String expression, String words, Spoil spoil) {
        return Arguments.of(name, status, expression, words, spoil);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesATaskThatOpensNothing(String name, int status, String expression, String words, Spoil spoil) {
        Task task = createAllButTheTask();
        int before = workers.all().size();
        spoil.spoil(task, own);

        Answer answer = create(task).expect(status);

        assertThat(answer.issues()).anySatisfy(issue -> {
            assertThat(issue.getDiagnostics()).contains(words);
            assertThat(issue.getExpression().get(0).getValue()).isEqualTo(expression);
        });
        assertThat(workers.all()).hasSize(before);
    }

    @Test
    void saysWhatIsWrongWithTheRequestByTheWayFromTheTask() {
        Task task = new SingleResources(referral.transaction()).placeAllButTheTask(resource -> {
            if (resource instanceof Patient patient) {
                patient.getIdentifierFirstRep().setValue("9990000000");
            }
            return own.hold(withId(resource));
        });

        Answer answer = create(task).expect(422);

        assertThat(answer.issues())
                .anySatisfy(issue -> assertThat(issue.getExpression().get(0).getValue())
                        .startsWith("Task.focus.resolve().subject.resolve().identifier"));
    }

    @Test
    void answersWithWhatIsPreferred() {
        Task first = createAllButTheTask();

        Answer minimal = gp.create(first, Map.of("Prefer", "return=minimal")).expect(201);

        assertThat(minimal.body()).isEmpty();
        assertThat(minimal.header("Location")).isPresent();
        Answer outcome = gp.create(createAllButTheTask(), Map.of("Prefer", "return=OperationOutcome"))
                .expect(201);
        assertThat(outcome.issues().get(0).getDiagnostics()).startsWith("This is Task/");
    }

    @Test
    void aRequestHasOneReferral() {
        PlacedReferral placed = gp.refer(referral);
        Task second = gp.task(placed).setStatus(TaskStatus.REQUESTED).setBusinessStatus(null);
        second.setId((String) null);
        second.getIdentifier().clear();

        Answer answer = create(second).expect(409);

        assertThat(answer.issues().get(0).getDiagnostics()).contains("is here already");
        assertThat(gp.task(placed).getStatus()).isEqualTo(TaskStatus.REQUESTED);
    }

    @Test
    void keepsNothingThatLeadsNowhere() {
        ServiceRequest request = new ServiceRequest()
                .setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE)
                .setIntent(ServiceRequest.ServiceRequestIntent.ORDER)
                .setRequester(new Reference().setDisplay("Invented Lane Surgery"))
                .setSubject(new Reference("Patient/nobody"));
        request.addReasonCode().setText("Would like company.");

        Answer answer = create(request).expect(422);

        assertThat(answer.issues()).anySatisfy(issue -> {
            assertThat(issue.getExpression().get(0).getValue()).isEqualTo("ServiceRequest.subject");
            assertThat(issue.getDiagnostics()).startsWith("There is no Patient of yours here");
        });
    }

    private Task createAllButTheTask() {
        return new SingleResources(newTransaction())
                .placeAllButTheTask(resource -> versionless(
                        create(resource).expect(201).header("Location").orElseThrow()));
    }

    /** Of the first call it is the referral that the test knows; a test that needs more gets other people. */
    private Bundle newTransaction() {
        GpReferral next = used ? GpReferral.of(PEOPLE.next()) : referral;
        used = true;
        return next.transaction();
    }

    private Task holdAllButTheTask() {
        return new SingleResources(newTransaction()).placeAllButTheTask(resource -> own.hold(withId(resource)));
    }

    private Answer create(Resource resource) {
        return gp.create(resource, Map.of("X-Request-Id", GpSystem.newId()));
    }

    private static Resource withId(Resource resource) {
        resource.setId(GpSystem.newId());
        return resource;
    }

    private static String versionless(String location) {
        return new IdType(location).toUnqualifiedVersionless().getValue();
    }

    private static String idOf(Task task) {
        return task.getIdElement().getIdPart();
    }

    private static String idOf(Reference reference) {
        return reference.getReferenceElement().getIdPart();
    }

    private String etag(PlacedReferral placed) {
        return gp.read("Task/" + placed.taskId()).expect(200).header("ETag").orElseThrow();
    }

    private List<String> eventTypes(String id) {
        return StreamSupport.stream(workers.referral(id).get("events").spliterator(), false)
                .map(event -> event.get("type").asText())
                .toList();
    }

    private static ParametersParameterComponent operation(String type, String path, String name, Type value) {
        ParametersParameterComponent operation = new ParametersParameterComponent().setName("operation");
        operation.addPart().setName("type").setValue(new CodeType(type));
        operation.addPart().setName("path").setValue(new StringType(path));
        if (name != null) {
            operation.addPart().setName("name").setValue(new StringType(name));
        }
        if (value != null) {
            operation.addPart().setName("value").setValue(value);
        }
        return operation;
    }

    private static String parameters(ParametersParameterComponent... operations) {
        Parameters parameters = new Parameters();
        Stream.of(operations).forEach(parameters::addParameter);
        return GpSystem.text(parameters);
    }
}
