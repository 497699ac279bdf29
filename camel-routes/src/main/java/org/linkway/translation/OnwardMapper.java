package org.linkway.translation;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Published;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Stage;

/**
 * An onward referral as a ServiceRequest that rests on the first (basedOn, intent filler-order) and a Task that is part of the
 * first (SDOH Clinical Care 3.0.0, refer-1 and refer-2). Both go by the id of the onward referral.
 */
final class OnwardMapper {
    /** How far it has come, in the words of the Tasks of referrals. */
    private static final Map<ReferralStatus, Stage> STAGES = Map.of(
            ReferralStatus.REQUESTED, Stage.AWAITING_TRIAGE,
            ReferralStatus.ACCEPTED, Stage.ACCEPTED,
            ReferralStatus.IN_PROGRESS, Stage.STARTED,
            ReferralStatus.ON_HOLD, Stage.WAITING_LIST,
            ReferralStatus.REJECTED, Stage.REJECTED,
            ReferralStatus.COMPLETED, Stage.COMPLETED,
            ReferralStatus.CANCELLED, Stage.CANCELLED,
            ReferralStatus.FAILED, Stage.WITHDRAWN_BY_SERVICE);

    private OnwardMapper() {}

    static ServiceRequest request(OnwardReferral onward, Published parent) {
        ServiceRequest request = new ServiceRequest();
        request.setId(onward.id().toString());
        request.getMeta().addProfile(LinkwayProfile.SERVICE_REQUEST.url());
        request.addIdentifier(identifier(onward));
        request.addBasedOn(new Reference("ServiceRequest/" + parent.serviceRequestId()));
        return request.setStatus(requestStatus(onward.status()))
                .setIntent(ServiceRequest.ServiceRequestIntent.FILLERORDER)
                .addCategory(concept(
                        CodeSystems.LINKWAY_ONWARD_KIND,
                        onward.kind().code(),
                        onward.kind().display()))
                .setCode(new CodeableConcept().setText(name(onward)))
                .setSubject(new Reference("Patient/" + parent.patientId()))
                .setAuthoredOn(Date.from(onward.since()))
                .setRequester(organisation("The link worker service"))
                .addPerformer(organisation(name(onward)))
                .setReasonCode(onward.reason()
                        .map(words -> List.of(new CodeableConcept().setText(words)))
                        .orElse(List.of()));
    }

    static Task task(OnwardReferral onward, Published parent) {
        Task task = new Task()
                .setStatus(Task.TaskStatus.fromCode(onward.status().code()))
                .setIntent(Task.TaskIntent.ORDER)
                .setCode(concept(TaskMapper.TASK_CODE, "fulfill", null))
                .setBusinessStatus(stage(onward.status()))
                .setFocus(new Reference("ServiceRequest/" + onward.id()))
                .setFor(new Reference("Patient/" + parent.patientId()))
                .setAuthoredOn(Date.from(onward.since()))
                .setRequester(organisation("The link worker service"))
                .setOwner(organisation(name(onward)))
                .addPartOf(new Reference("Task/" + parent.taskId()));
        LastModified.at(task, onward.lastHeardAt());
        task.setId(onward.id().toString());
        task.getMeta().addProfile(LinkwayProfile.TASK.url());
        task.addIdentifier(identifier(onward));
        if (!onward.status().isOpen()) {
            task.setStatusReason(new CodeableConcept()
                    .setText(onward.statusReason()
                            .or(() -> onward.outcome().map(OnwardOutcome::display))
                            .orElse(stageOf(onward.status()).display())));
        }
        if (onward.status() == ReferralStatus.COMPLETED || onward.outcome().isPresent()) {
            task.addOutput()
                    .setType(concept(CodeSystems.LINKWAY_TASK_OUTPUT, "outcome", "What came of the referral"))
                    .setValue(outcome(onward));
        }
        return task;
    }

    private static CodeableConcept outcome(OnwardReferral onward) {
        CodeableConcept outcome = new CodeableConcept();
        onward.outcome()
                .ifPresent(it ->
                        outcome.addCoding(new Coding(CodeSystems.LINKWAY_ONWARD_OUTCOME, it.code(), it.display())));
        return outcome.setText(onward.statusReason()
                .or(() -> onward.outcome().map(OnwardOutcome::display))
                .orElse("Not stated"));
    }

    private static ServiceRequest.ServiceRequestStatus requestStatus(ReferralStatus status) {
        if (status.isOpen()) {
            return ServiceRequest.ServiceRequestStatus.ACTIVE;
        }
        return status == ReferralStatus.COMPLETED
                ? ServiceRequest.ServiceRequestStatus.COMPLETED
                : ServiceRequest.ServiceRequestStatus.REVOKED;
    }

    private static CodeableConcept stage(ReferralStatus status) {
        Stage stage = stageOf(status);
        return concept(CodeSystems.LINKWAY_STAGE, stage.code(), stage.display());
    }

    private static Stage stageOf(ReferralStatus status) {
        return STAGES.get(status);
    }

    private static String name(OnwardReferral onward) {
        return onward.service().name().orElse("A service");
    }

    private static Identifier identifier(OnwardReferral onward) {
        return new Identifier()
                .setSystem(IdentifierSystem.LINKWAY_REFERRAL.uri())
                .setValue(onward.id().toString());
    }

    private static Reference organisation(String name) {
        return new Reference().setType("Organization").setDisplay(name);
    }

    private static CodeableConcept concept(String system, String code, String display) {
        return new CodeableConcept(new Coding(system, code, display));
    }
}
