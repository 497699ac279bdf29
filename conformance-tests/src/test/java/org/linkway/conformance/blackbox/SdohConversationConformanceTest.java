package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.partner.SenderSystem;
import org.linkway.conformance.partner.SingleResources;

/** The example Tasks of SDOH Clinical Care as conversations: each step's answer, and what the sender reads after it. */
@ExtendWith(SharedGateway.class)
class SdohConversationConformanceTest {
    private static final List<String> TASKS = List.of(
            "SDOHCC-TaskReferralManagementOrderFulfillmentAcceptedExample",
            "SDOHCC-TaskReferralManagementOrderFulfillmentCompletedExample",
            "SDOHCC-TaskReferralManagementOrderSubtaskAcceptedExample",
            "SDOHCC-TaskReferralManagementOrderSubtaskCompletedExample");

    /** As they were sent, the completed ones differ from these by nothing but their times. */
    private static final List<String> TASKS_THAT_DIFFER = List.of(TASKS.get(0), TASKS.get(2));

    private static final Set<TaskStatus> ENDS =
            EnumSet.of(TaskStatus.COMPLETED, TaskStatus.REJECTED, TaskStatus.CANCELLED);

    private final GpSystem gp;
    private final LinkWorkers workers;
    private final SenderSystem own;
    private String referralId;

    /** Where the ServiceRequest is to which the Task points. */
    enum Request {
        AT_THE_SENDER,
        HERE
    }

    SdohConversationConformanceTest(GatewayProcess gateway, SenderSystem own) {
        this.gp = gateway.gp();
        this.workers = gateway.linkWorkers();
        this.own = own;
    }

    @BeforeAll
    static void lookForTheExamples() {
        assumeTrue(
                PublishedTask.areThere(),
                "The published SDOH Clinical Care examples are not beside this clone, so nothing can be said about them.");
    }

    static Stream<Arguments> tasks() {
        return eachWay(TASKS);
    }

    static Stream<Arguments> tasksThatDiffer() {
        return eachWay(TASKS_THAT_DIFFER);
    }

    private static Stream<Arguments> eachWay(List<String> tasks) {
        return tasks.stream()
                .flatMap(task -> Arrays.stream(Request.values()).map(request -> Arguments.of(task, request)));
    }

    @ParameterizedTest(name = "{0}, request {1}")
    @MethodSource("tasks")
    void acceptedProgressedAndCompleted(String name, Request where) {
        Task sent = send(name, where);

        report(WorkerEvents.accepted());
        stands(sent, TaskStatus.ACCEPTED, "accepted");
        report(WorkerEvents.seen());
        stands(sent, TaskStatus.INPROGRESS, "seen");
        report(WorkerEvents.completed());
        Task completed = stands(sent, TaskStatus.COMPLETED, "completed");

        assertThat(completed.getOutput()).first().satisfies(output -> {
            CodeableConcept outcome = (CodeableConcept) output.getValue();
            assertThat(outcome.getCodingFirstRep().getCode()).isEqualTo("connected-and-continuing");
            assertThat(outcome.getText()).isEqualTo(WorkerEvents.NARRATIVE);
        });
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(workers.referral(referralId).get("recordEntries"))
                        .isNotEmpty()
                        .allSatisfy(entry -> {
                            assertThat(entry.get("status").asText()).isEqualTo("parked");
                            assertThat(entry.get("explanation").asText()).startsWith("Trace needed");
                        }));
    }

    @ParameterizedTest(name = "{0}, request {1}")
    @MethodSource("tasksThatDiffer")
    void refused(String name, Request where) {
        Task sent = send(name, where);

        report(WorkerEvents.rejected());

        Task refused = stands(sent, TaskStatus.REJECTED, "rejected");
        assertThat(refused.getStatusReason().getText()).contains("no places until spring");
    }

    @ParameterizedTest(name = "{0}, request {1}")
    @MethodSource("tasksThatDiffer")
    void cancelledByTheTaskItself(String name, Request where) {
        Task sent = send(name, where);
        report(WorkerEvents.accepted());
        Answer read = read(sent);
        Task cancelled = read.resource(Task.class)
                .setStatus(TaskStatus.CANCELLED)
                .setStatusReason(new CodeableConcept().setText("Found help elsewhere."));

        Answer answer = gp.change(cancelled, read.header("ETag").orElseThrow()).expect(200);

        assertThat(answer.resource(Task.class).getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(stands(sent, TaskStatus.CANCELLED, "cancelled")
                        .getStatusReason()
                        .getText())
                .contains("Found help elsewhere.");
    }

    @ParameterizedTest(name = "{0}, request {1}")
    @MethodSource("tasksThatDiffer")
    void cancelledByAnAbortTask(String name, Request where) {
        Task sent = send(name, where);
        report(WorkerEvents.accepted());
        report(WorkerEvents.seen());

        Answer asked =
                gp.create(abort(sent), Map.of("X-Request-Id", GpSystem.newId())).expect(201);
        stands(sent, TaskStatus.INPROGRESS, "cancellation-requested");
        report(WorkerEvents.event("cancellation-agreed").put("reasonText", "We spoke to the person today."));

        stands(sent, TaskStatus.CANCELLED, "cancelled");
        Task settled = read(asked.resource(Task.class)).resource(Task.class);
        assertThat(settled.getStatus()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(settled.getStatusReason().getText()).contains("We spoke to the person today.");
    }

    private Task send(String name, Request where) {
        Task asked = new SingleResources(PublishedTask.sent(name))
                .placeAllButTheTask(resource -> where == Request.HERE ? created(resource) : held(resource));
        Answer answer =
                gp.create(asked, Map.of("X-Request-Id", GpSystem.newId())).expect(201);
        Task sent = answer.resource(Task.class);
        assertThat(sent.getCode().getCodingFirstRep().getCode()).isEqualTo("fulfill");
        assertThat(sent.getOwner().getReference()).isEqualTo(asked.getOwner().getReference());
        stands(sent, TaskStatus.REQUESTED, "awaiting-triage");
        referralId = workers.referralOfTask(sent.getIdElement().getIdPart())
                .get("id")
                .asText();
        return sent;
    }

    private String created(Resource resource) {
        String location = gp.create(resource, Map.of("X-Request-Id", GpSystem.newId()))
                .expect(201)
                .header("Location")
                .orElseThrow();
        return new IdType(location).toUnqualifiedVersionless().getValue();
    }

    private String held(Resource resource) {
        resource.setId(GpSystem.newId());
        return own.hold(resource);
    }

    private static Task abort(Task sent) {
        return new Task()
                .setStatus(TaskStatus.REQUESTED)
                .setIntent(Task.TaskIntent.ORDER)
                .setCode(new CodeableConcept(new Coding("http://hl7.org/fhir/CodeSystem/task-code", "abort", null)))
                .setFocus(new Reference("Task/" + sent.getIdElement().getIdPart()))
                .setReasonCode(new CodeableConcept().setText("The person asked us to."));
    }

    /** The Task as its sender reads it now: how it stands in words, and why it ended. */
    private Task stands(Task sent, TaskStatus status, String stage) {
        Task read = read(sent).resource(Task.class);
        assertThat(read.getStatus()).isEqualTo(status);
        assertThat(read.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo(stage);
        assertThat(read.getBusinessStatus().getCodingFirstRep().getDisplay()).isNotBlank();
        if (ENDS.contains(status)) {
            assertThat(read.getStatusReason().getText()).isNotBlank();
        }
        return read;
    }

    private Answer read(Task task) {
        return gp.read("Task/" + task.getIdElement().getIdPart()).expect(200);
    }

    private void report(ObjectNode event) {
        workers.report(referralId, event).expect(201);
    }
}
