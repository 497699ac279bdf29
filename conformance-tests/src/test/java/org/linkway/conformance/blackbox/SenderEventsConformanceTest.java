package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Hazard;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.terminology.MessageReason;
import org.linkway.fhir.validation.WireFormat;

/** What a sender can cause after it has referred: at the Task's door, and by BaRS messages. */
@ExtendWith(SharedGateway.class)
class SenderEventsConformanceTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();

    private final GpReferral referral = GpReferral.of(PEOPLE.next());
    private final GpSystem gp;
    private final LinkWorkers workers;

    SenderEventsConformanceTest(GatewayProcess gateway) {
        this.gp = gateway.gp();
        this.workers = gateway.linkWorkers();
    }

    @Test
    void cancelsByItsTaskAtOnceAndTheLinkWorkerIsTold() {
        PlacedReferral placed = gp.refer(referral);
        String id = accept(placed);

        Answer answer = cancel(placed, "The person has moved in with family.").expect(200);

        Task task = answer.resource(Task.class);
        assertThat(task.getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(task.getStatusReason().getText()).contains("moved in with family");
        assertThat(answer.header("ETag"))
                .isEqualTo(gp.read("Task/" + placed.taskId()).header("ETag"));
        assertThat(request(placed).getStatus()).isEqualTo(ServiceRequestStatus.REVOKED);
        assertThat(eventTypes(id)).endsWith("cancelled-by-sender");
        assertThat(workers.deliveries(id).stream()
                        .map(it -> it.get("kind").asText())
                        .filter(kind -> kind.endsWith("referral-to-worker")))
                .hasSize(2);
    }

    @Test
    @Hazard("H15")
    void hasToSayWhichVersionItChanges() {
        PlacedReferral placed = gp.refer(referral);
        Task task = gp.task(placed).setStatus(TaskStatus.CANCELLED);

        assertThat(gp.change(task, "").expect(428).header("ETag")).contains("W/\"1\"");
        accept(placed);

        Answer stale = gp.change(task, "W/\"1\"").expect(412);
        assertThat(stale.header("ETag")).contains("W/\"2\"");
        assertThat(stale.issues().get(0).getDiagnostics())
                .isEqualTo("The Task has moved on: it is at W/\"2\". Read it again, and decide again.");
    }

    static Stream<Arguments> refusesToChangeWhatIsFrozen() {
        return Stream.of(
                frozen("requester", task -> task.setRequester(new Reference().setDisplay("Another surgery"))),
                frozen("for", task -> task.setFor(new Reference().setDisplay("Somebody else"))),
                frozen("focus", task -> task.setFocus(new Reference("ServiceRequest/another"))),
                frozen("basedOn", task -> task.addBasedOn(new Reference("ServiceRequest/another"))),
                frozen("partOf", task -> task.addPartOf(new Reference("Task/another"))),
                frozen("owner", task -> task.setOwner(new Reference().setDisplay("Another service"))));
    }

    private static Arguments frozen(String element, Consumer<Task> change) {
        return Arguments.of(element, change);
    }

    @ParameterizedTest(name = "Task.{0}")
    @MethodSource
    void refusesToChangeWhatIsFrozen(String element, Consumer<Task> change) {
        PlacedReferral placed = gp.refer(referral);
        Task task = gp.task(placed);
        change.accept(task);

        Answer answer = gp.change(task, etag(placed)).expect(422);

        assertThat(answer.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.getExpression().get(0).getValue()).isEqualTo("Task." + element);
            assertThat(issue.getDiagnostics()).startsWith("Task." + element + " cannot be changed.");
        });
        assertThat(etag(placed)).isEqualTo("W/\"1\"");
    }

    @Test
    void isToldWhichStatusesAreItsToSet() {
        PlacedReferral placed = gp.refer(referral);

        Answer answer = gp.change(gp.task(placed).setStatus(TaskStatus.COMPLETED), etag(placed))
                .expect(422);

        assertThat(answer.issues().get(0).getDiagnostics())
                .isEqualTo("The sender of a referral that is requested cannot make its Task completed. It can make it"
                        + " cancelled or entered-in-error; the other statuses are the link worker's. To answer a question,"
                        + " add a Task.input.");
    }

    @Test
    @Hazard("H21")
    void marksAReferralAsAMistake() {
        PlacedReferral placed = gp.refer(referral);

        gp.change(gp.task(placed).setStatus(TaskStatus.ENTEREDINERROR), etag(placed))
                .expect(200);

        assertThat(request(placed).getStatus()).isEqualTo(ServiceRequestStatus.ENTEREDINERROR);
        assertThat(workers.referral(placed).get("status").asText()).isEqualTo("entered-in-error");
    }

    @Test
    void answersAQuestionByAnInput() {
        PlacedReferral placed = gp.refer(referral);
        String id = accept(placed);
        report(id, WorkerEvents.event("information-requested").put("question", "Is a lift needed?"));
        Task asked = gp.task(placed);
        assertThat(asked.getStatus()).isEqualTo(TaskStatus.ONHOLD);
        assertThat(asked.getStatusReason().getText()).isEqualTo("Is a lift needed?");

        asked.addInput().setType(new CodeableConcept().setText("Answer")).setValue(new StringType("Yes, a lift."));
        Task answered = gp.change(asked, etag(placed)).expect(200).resource(Task.class);

        assertThat(answered.getStatus()).isEqualTo(TaskStatus.INPROGRESS);
        assertThat(lastEvent(id).at("/detail/answer").asText()).isEqualTo("Yes, a lift.");
    }

    @ParameterizedTest
    @CsvSource({"cancellation-agreed, cancelled, completed", "cancellation-refused, in-progress, rejected"})
    void anAbortTaskWaitsForTheLinkWorker(String answer, String referralStatus, String abortStatus) {
        PlacedReferral placed = gp.refer(referral);
        String id = accept(placed);
        report(id, WorkerEvents.seen());

        Answer created = abort(placed).expect(201);

        assertThat(gp.follow(created).expect(200).resource(Task.class).getStatus())
                .isEqualTo(TaskStatus.REQUESTED);
        assertThat(businessStatus(placed)).isEqualTo("cancellation-requested");
        report(id, WorkerEvents.event(answer).put("reasonText", "We spoke to the person today."));
        assertThat(gp.task(placed).getStatus().toCode()).isEqualTo(referralStatus);
        Task abort = created.resource(Task.class);
        Task settled =
                gp.read("Task/" + abort.getIdElement().getIdPart()).expect(200).resource(Task.class);
        assertThat(settled.getStatus().toCode()).isEqualTo(abortStatus);
        assertThat(settled.getStatusReason().getText()).contains("We spoke to the person today.");
    }

    @Test
    void anAbortTaskBeforeAnyWorkTakesEffectAtOnce() {
        PlacedReferral placed = gp.refer(referral);

        Task abort = abort(placed).expect(201).resource(Task.class);

        assertThat(abort.getStatus()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(gp.task(placed).getStatus()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void whoComesTooLateIsToldWhoWasFaster() {
        PlacedReferral placed = gp.refer(referral);
        String id = accept(placed);
        report(id, WorkerEvents.seen());
        report(id, WorkerEvents.completed());

        Answer late = cancel(placed, "Not needed any more.").expect(422);

        assertThat(late.issues().get(0).getDiagnostics())
                .startsWith("A referral that is completed cannot take the event cancelled-by-sender. It was closed by"
                        + " completed at ");
        assertThat(gp.task(placed).getStatus()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void updatesByMessageAndAnswersAnOpenQuestionWithIt() {
        String id = openedByMessage();
        report(id, WorkerEvents.event("information-requested").put("question", "What helps?"));

        gp.send(
                        update(
                                MessageReason.UPDATE,
                                referral.because("A walk in the mornings would help."),
                                request -> {}),
                        WireFormat.JSON)
                .expect(200);

        assertThat(eventTypes(id)).endsWith("information-requested", "request-updated", "information-supplied");
        assertThat(workers.referral(id).get("request").toString()).contains("A walk in the mornings");
        assertThat(workers.referral(id).get("pending")).isEmpty();
    }

    @Test
    @Hazard("H6")
    void aNewRiskInAnUpdateIsAConcern() {
        String id = openedByMessage();
        Bundle update = update(MessageReason.UPDATE, referral, request -> {});
        resource(update, Flag.class).setCode(new CodeableConcept().setText("Has fallen twice this week"));

        gp.send(update, WireFormat.JSON).expect(200);

        assertThat(eventTypes(id)).endsWith("concern-raised", "request-updated");
        assertThat(workers.deliveries(id).stream().map(it -> it.get("kind").asText()))
                .contains("concern-to-person");
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE, REVOKED, cancelled",
        "DELETE, REVOKED, cancelled",
        "UPDATE, ENTEREDINERROR, entered-in-error",
        "DELETE, ENTEREDINERROR, entered-in-error"
    })
    void cancelsByMessageInBothWaysTheGuideWrites(MessageReason reason, ServiceRequestStatus status, String stands) {
        String id = openedByMessage();

        gp.send(update(reason, referral, request -> request.setStatus(status)), WireFormat.JSON)
                .expect(200);

        assertThat(workers.referral(id).get("status").asText()).isEqualTo(stands);
    }

    @Test
    void aMessageAboutNoReferralOfTheirsIsRefused() {
        Answer answer = gp.send(update(MessageReason.UPDATE, referral, request -> {}), WireFormat.JSON)
                .expect(404);

        assertThat(answer.issues().get(0).getDiagnostics())
                .startsWith("No referral of yours has this ServiceRequest.identifier");
    }

    static Stream<Arguments> anUpdateNamesWhatDoesNotChange() {
        return Stream.of(
                Arguments.of(
                        "Bundle.entry.resource.ofType(Patient)",
                        "The person of a referral does not change",
                        (Consumer<Bundle>) update ->
                                resource(update, Patient.class).setBirthDateElement(new DateType("1931-12-24"))),
                Arguments.of(
                        "Bundle.entry.resource.ofType(ServiceRequest).requester",
                        "The requester of a referral does not change",
                        (Consumer<Bundle>) update -> resource(update, Practitioner.class)
                                .getNameFirstRep()
                                .setFamily("Another")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @Hazard("H1")
    void anUpdateNamesWhatDoesNotChange(String where, String what, Consumer<Bundle> change) {
        String id = openedByMessage();
        Bundle update = update(MessageReason.UPDATE, referral, request -> {});
        change.accept(update);

        Answer answer = gp.send(update, WireFormat.JSON).expect(422);

        assertThat(answer.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.getExpression().get(0).getValue()).isEqualTo(where);
            assertThat(issue.getDiagnostics()).startsWith(what);
        });
        assertThat(eventTypes(id)).doesNotContain("request-updated");
    }

    @Test
    @Hazard("H11")
    void aMessageThatComesTooLateChangesNothing() {
        String id = openedByMessage();
        report(id, WorkerEvents.rejected());

        Answer late = gp.send(
                        update(
                                MessageReason.UPDATE,
                                referral,
                                request -> request.setStatus(ServiceRequestStatus.REVOKED)),
                        WireFormat.JSON)
                .expect(422);

        assertThat(late.issues().get(0).getDiagnostics()).contains("It was closed by rejected-by-service at ");
        assertThat(workers.referral(id).get("status").asText()).isEqualTo("rejected");
    }

    private String accept(PlacedReferral placed) {
        String id = workers.referral(placed).get("id").asText();
        report(id, WorkerEvents.accepted());
        return id;
    }

    private void report(String id, ObjectNode event) {
        workers.report(id, event).expect(201);
    }

    private Answer cancel(PlacedReferral placed, String why) {
        Task task = gp.task(placed).setStatus(TaskStatus.CANCELLED).setStatusReason(new CodeableConcept().setText(why));
        return gp.change(task, etag(placed));
    }

    private Answer abort(PlacedReferral placed) {
        Task abort = new Task()
                .setStatus(TaskStatus.REQUESTED)
                .setIntent(Task.TaskIntent.ORDER)
                .setCode(new CodeableConcept(new Coding("http://hl7.org/fhir/CodeSystem/task-code", "abort", null)))
                .setFocus(new Reference("Task/" + placed.taskId()))
                .setReasonCode(new CodeableConcept().setText("The person asked us to."));
        return gp.post(
                "/fhir/Task",
                new String(FhirText.write(abort, WireFormat.JSON), UTF_8),
                WireFormat.JSON.mediaType(),
                GpSystem.newId());
    }

    private String etag(PlacedReferral placed) {
        return gp.read("Task/" + placed.taskId()).expect(200).header("ETag").orElseThrow();
    }

    private ServiceRequest request(PlacedReferral placed) {
        return gp.read("ServiceRequest/" + placed.serviceRequestId())
                .expect(200)
                .resource(ServiceRequest.class);
    }

    private String businessStatus(PlacedReferral placed) {
        return gp.task(placed).getBusinessStatus().getCodingFirstRep().getCode();
    }

    /** Opens the referral by a message; gives its id at the local API. */
    private String openedByMessage() {
        Bundle echo =
                gp.send(referral.barsMessage(), WireFormat.JSON).expect(200).bundle();
        return workers.referralOf(
                        resource(echo, ServiceRequest.class).getIdElement().getIdPart())
                .get("id")
                .asText();
    }

    /** All of it stated anew. */
    private static Bundle update(MessageReason reason, GpReferral says, Consumer<ServiceRequest> change) {
        Bundle message = says.barsMessage();
        message.setId(GpSystem.newId());
        Date now = Date.from(Instant.now());
        message.getEntry().forEach(entry -> entry.getResource().getMeta().setLastUpdated(now));
        resource(message, MessageHeader.class).setReason(new CodeableConcept(reason.toCoding()));
        change.accept(resource(message, ServiceRequest.class));
        return message;
    }

    private static <T> T resource(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<String> eventTypes(String id) {
        return StreamSupport.stream(workers.referral(id).get("events").spliterator(), false)
                .map(event -> event.get("type").asText())
                .filter(type -> !type.equals("concern-acknowledged"))
                .toList();
    }

    private JsonNode lastEvent(String id) {
        JsonNode events = workers.referral(id).get("events");
        return events.get(events.size() - 1);
    }
}
