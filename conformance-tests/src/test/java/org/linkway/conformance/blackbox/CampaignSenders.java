package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;
import org.linkway.conformance.partner.FhirText;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.WireFormat;

/** The practices as they refer, by transaction or by BaRS message, and say where a referral was a mistake. */
final class CampaignSenders {
    private final CampaignCalls calls;

    CampaignSenders(CampaignCalls calls) {
        this.calls = calls;
    }

    /** Gives the sender's Task. */
    Task refer(PlannedReferral planned) {
        return planned.comesAsMessage() ? byMessage(planned) : byTransaction(planned);
    }

    /** By which the gateway knows the referral. */
    static String referralOf(Task task) {
        return task.getIdentifier().stream()
                .filter(it -> IdentifierSystem.LINKWAY_REFERRAL.matches(it.getSystem()))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private Task byTransaction(PlannedReferral planned) {
        String task = GpSystem.placed(calls.insist(node ->
                                node.gp().send(planned.referral().transaction(), WireFormat.JSON, planned.requestId()))
                        .expect(200))
                .taskId();
        return task(task);
    }

    /** A message that comes again is answered as a duplicate, without what became of it: that is asked for. */
    private Task byMessage(PlannedReferral planned) {
        String body = new String(FhirText.write(planned.referral().barsMessage(), WireFormat.JSON), UTF_8);
        Map<String, String> headers = Map.of(
                "Content-Type", WireFormat.JSON.mediaType(),
                "Accept", WireFormat.JSON.mediaType(),
                "X-Request-Id", planned.requestId(),
                "X-Correlation-Id", CampaignPlan.id(planned.requestId()));
        Answer answer = calls.insist(node -> node.gp().postWithHeaders(GpSystem.MESSAGE_DOOR, body, headers));
        if (answer.status() != 409) {
            answer.expect(200);
        }
        ServiceRequest request = calls.insistOn(node -> first(
                node,
                "ServiceRequest?identifier="
                        + planned.referral().identifierToken().replace("|", "%7C"),
                ServiceRequest.class));
        return calls.insistOn(node -> first(
                node, "Task?focus=ServiceRequest/" + request.getIdElement().getIdPart(), Task.class));
    }

    private static <T> Optional<T> first(GatewayProcess node, String search, Class<T> type) {
        Answer found = node.gp().read(search);
        if (CampaignCalls.isWorthARepeat(found)) {
            return Optional.empty();
        }
        return found.expect(200).bundle().getEntry().stream()
                .map(entry -> entry.getResource())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private Task task(String id) {
        return calls.insist(node -> node.gp().read("Task/" + id)).expect(200).resource(Task.class);
    }

    /** Until it stands there; whoever was faster with a change of the Task has it read again. */
    void enterInError(String taskId) {
        calls.insistOn(node -> {
            Answer read = node.gp().read("Task/" + taskId);
            if (CampaignCalls.isWorthARepeat(read)) {
                return Optional.empty();
            }
            Task task = read.expect(200).resource(Task.class);
            if (task.getStatus() == TaskStatus.ENTEREDINERROR) {
                return Optional.of(task);
            }
            String version = "W/\"" + task.getMeta().getVersionId() + "\"";
            Answer changed = node.gp().change(task.setStatus(TaskStatus.ENTEREDINERROR), version);
            boolean again = CampaignCalls.isWorthARepeat(changed) || changed.status() == 409 || changed.status() == 412;
            return again ? Optional.empty() : Optional.of(changed.expect(200).resource(Task.class));
        });
    }
}
