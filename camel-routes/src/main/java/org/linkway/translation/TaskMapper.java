package org.linkway.translation;

import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventType;
import org.linkway.referral.Pending;
import org.linkway.referral.Published;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Rejection;
import org.linkway.referral.TimerKind;

/** What a referral looks like through the Task and the ServiceRequest by which its sender follows it. */
final class TaskMapper {
    static final String TASK_CODE = "http://hl7.org/fhir/CodeSystem/task-code";

    /** Who writes the notes that Linkway keeps up to date. */
    private static final String AUTHOR = "Linkway";

    /** A Task without an owner can be claimed: so it is once the service has taken the referral on. */
    private static final Set<ReferralStatus> WORKED = EnumSet.of(
            ReferralStatus.ACCEPTED,
            ReferralStatus.IN_PROGRESS,
            ReferralStatus.ON_HOLD,
            ReferralStatus.COMPLETED,
            ReferralStatus.FAILED);

    private TaskMapper() {}

    /** The workflow Task of a referral whose sender did not send one: focus on the ServiceRequest, code fulfill. */
    static Task newTask(Referral referral, Published published) {
        Task task = new Task()
                .setIntent(Task.TaskIntent.ORDER)
                .setCode(new CodeableConcept(new Coding(TASK_CODE, "fulfill", null)))
                .setFocus(new Reference("ServiceRequest/" + published.serviceRequestId()))
                .setFor(new Reference("Patient/" + published.patientId()))
                .setAuthoredOn(Date.from(referral.receivedAt()));
        task.setId(published.taskId());
        task.getMeta().addProfile(LinkwayProfile.TASK.url());
        return task;
    }

    /** The Task, whoever wrote it first, as the referral now stands. */
    static Task asItStands(Task task, Referral referral) {
        Task.TaskStatus status = Task.TaskStatus.fromCode(referral.status().code());
        if (task.getStatus() != status) {
            // A sender's narrative tells how the Task stood when it was written.
            task.setText(null);
        }
        task.setStatus(status);
        task.setBusinessStatus(concept(
                CodeSystems.LINKWAY_STAGE,
                referral.stage().code(),
                referral.stage().display()));
        task.setStatusReason(statusReason(referral));
        if (!task.hasOwner() && WORKED.contains(referral.status())) {
            task.setOwner(service(referral));
        }
        withoutReferral(task)
                .addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_REFERRAL.uri())
                .setValue(referral.id().toString());
        task.getNote().removeIf(TaskMapper::isOurs);
        referral.events().stream().filter(TaskMapper::concernsTheSender).forEach(event -> addNote(task, event));
        TaskOutputs.bringUpToDate(task, referral);
        return task;
    }

    /** A Task that was made from one that was read here still names the referral of that one. */
    static Task withoutReferral(Task task) {
        task.getIdentifier().removeIf(TaskMapper::isOurs);
        return task;
    }

    private static Reference service(Referral referral) {
        return new Reference()
                .setType("Organization")
                .setIdentifier(new Identifier()
                        .setSystem(IdentifierSystem.LINKWAY_PARTY.uri())
                        .setValue(referral.worker()));
    }

    /** Linkway's copy of the ServiceRequest, as the referral now stands. */
    static ServiceRequest asItStands(ServiceRequest request, Referral referral) {
        return request.setStatus(ServiceRequest.ServiceRequestStatus.fromCode(
                referral.requestStatus().code()));
    }

    /** What was escalated is told to the referrer too; concerns go to those who act on them alone. */
    private static boolean concernsTheSender(ReferralEvent event) {
        return event.type() == EventType.ESCALATED
                && event.detail() instanceof ClockNotice notice
                && !notice.timer().equals(Optional.of(TimerKind.CONCERN));
    }

    private static void addNote(Task task, ReferralEvent escalated) {
        task.addNote()
                .setAuthor(new StringType(AUTHOR))
                .setTime(Date.from(escalated.recordedAt()))
                .setText(String.join(" ", escalated.detail().inWords()) + ".");
    }

    private static boolean isOurs(Annotation note) {
        return note.getAuthor() instanceof StringType author && AUTHOR.equals(author.getValue());
    }

    /** Why it stands so, in the words of the event that made it so; while it is open, what the sender is asked. */
    static CodeableConcept statusReason(Referral referral) {
        if (referral.status().isOpen()) {
            return referral.pending().contains(Pending.INFORMATION) ? question(referral) : whyOnHold(referral);
        }
        ReferralEvent last = madeSo(referral);
        CodeableConcept reason = new CodeableConcept();
        FeedBack feedBack = referral.request().consent().feedBack();
        if (feedBack == FeedBack.NOTHING) {
            return reason.setText(referral.stage().display());
        }
        if (last.detail() instanceof Rejection rejection) {
            rejection
                    .reason()
                    .ifPresent(code -> reason.addCoding()
                            .setSystem(CodeSystems.LINKWAY_REJECTION_REASON)
                            .setCode(code.code())
                            .setDisplay(code.display()));
        }
        List<String> words = last.detail().inWords();
        String said = words.isEmpty() || feedBack == FeedBack.CODES_ONLY
                ? referral.stage().display()
                : String.join(" ", words);
        Optional<String> action = last.detail().actionForGp();
        return reason.setText(
                action.map(it -> said + " Action for the GP: " + it).orElse(said));
    }

    /** The event that made the status what it is; later ones, as that a concern is acknowledged, say nothing about it. */
    private static ReferralEvent madeSo(Referral referral) {
        List<ReferralEvent> events = referral.events();
        int last = events.size() - 1;
        while (last > 0 && referral.asOf(events.get(last - 1)).status() == referral.status()) {
            last--;
        }
        return events.get(last);
    }

    /** SDOH-CC: a Task that is on hold says why. */
    private static CodeableConcept whyOnHold(Referral referral) {
        return referral.status() == ReferralStatus.ON_HOLD
                ? new CodeableConcept().setText(referral.stage().display())
                : null;
    }

    private static CodeableConcept question(Referral referral) {
        String asked = referral.events().stream()
                .filter(event -> event.type() == EventType.INFORMATION_REQUESTED)
                .reduce((earlier, later) -> later)
                .map(event -> String.join(" ", event.detail().inWords()))
                .orElseThrow();
        return new CodeableConcept().setText(asked);
    }

    private static boolean isOurs(Identifier identifier) {
        return IdentifierSystem.LINKWAY_REFERRAL.matches(identifier.getSystem());
    }

    private static CodeableConcept concept(String system, String code, String display) {
        return new CodeableConcept(new Coding(system, code, display));
    }
}
