package org.linkway.translation;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.MessageEvent;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Reading;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.fhir.validation.ValidateOperation.Checked;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Cancellation;
import org.linkway.referral.OnwardKind;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Published;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.workflow.Body;
import org.linkway.workflow.Ids;
import org.linkway.workflow.Intent;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;

/** The way between FHIR and the local referral model, for those who move messages and do not look into them. */
public final class ReferralTranslation {
    private final FhirContext fhir;
    private final FhirJson json;
    private final InboundRules rules;
    private final Ids ids;

    public ReferralTranslation(FhirContext fhir, InboundRules rules, Ids ids) {
        this.fhir = fhir;
        this.json = new FhirJson(fhir);
        this.rules = rules;
        this.ids = ids;
    }

    /** The referral that a valid Bundle asks for. */
    public Mapped<ReferralDraft> toModel(Reading reading, Optional<String> correlationId) {
        return ReferralMapper.toModel(reading.bundle().orElseThrow(), rules, correlationId);
    }

    /** Every service and every ODS code that a valid Bundle names as whom it is for. */
    public Set<String> addressees(Reading reading) {
        return Addressees.of(new BundleIndex(reading.bundle().orElseThrow()));
    }

    /** Whether it answers a message of Linkway's. */
    public boolean isResponse(Reading reading) {
        return BarsHeader.of(new BundleIndex(reading.bundle().orElseThrow()))
                .flatMap(BarsHeader::event)
                .equals(Optional.of(MessageEvent.SERVICE_REQUEST_RESPONSE));
    }

    /** What a response says of a referral that Linkway sent on. */
    public Mapped<OnwardReport> onwardReport(Reading reading) {
        return OnwardReportMapper.toModel(reading.bundle().orElseThrow(), rules);
    }

    /** What the sender of a response is answered: BaRS asks for no echo of it. */
    public Body taken(List<Issue> warnings, WireFormat format) {
        return json.body(
                IssueMapper.taken("The response was taken: it is in the referral that it answers.", warnings), format);
    }

    /** The referral that a Task asks for, with what was gathered to it. */
    public Mapped<ReferralDraft> toModel(Reading reading, Gathering gathering, Optional<String> correlationId) {
        return toModel(reading, correlationId)
                .match(
                        (draft, warnings) -> new Mapped.Ok<>(
                                gathering.address().map(draft::alsoKnownBy).orElse(draft), warnings),
                        Mapped.Invalid::new);
    }

    /** What the sender means with it. */
    public Intent intent(Reading reading) {
        return IntentMapper.toModel(reading.bundle().orElseThrow());
    }

    /** Why, in words, where a Bundle changes or cancels a referral. */
    public Optional<String> reason(Reading reading) {
        return IntentMapper.reason(reading.bundle().orElseThrow());
    }

    /**
     * The Bundle with the ids that its resources have already.
     *
     * @param lastEcho how the sender's last message about the referral was answered
     */
    public Admission admitAgain(Reading reading, Published published, Optional<KeptAnswer> lastEcho) {
        return new Admission(
                fhir,
                reading,
                ids,
                Optional.of(published),
                HeldEntries.none(reading.bundle().orElseThrow().getEntry().size()),
                standing(lastEcho));
    }

    private StandingMessage standing(Optional<KeptAnswer> lastEcho) {
        return lastEcho.map(it -> json.read(Bundle.class, it))
                .map(StandingMessage::of)
                .orElseGet(StandingMessage::none);
    }

    /** The id of its ServiceRequest: ours, where the sender uses again what it was given. */
    public Optional<String> serviceRequestId(Reading reading) {
        return new BundleIndex(reading.bundle().orElseThrow())
                .all(ServiceRequest.class).stream()
                        .findFirst()
                        .map(it -> it.resource().getIdElement().getIdPart());
    }

    /** The Bundle with an id of ours for each of its resources. */
    public Admission admit(Reading reading) {
        return new Admission(fhir, reading, ids);
    }

    /** A Task that came alone, with what was gathered: what is here already keeps its id. */
    public Admission admit(Reading reading, Gathering gathering) {
        return new Admission(fhir, reading, ids, Optional.empty(), gathering.held(), StandingMessage.none());
    }

    /** A transaction with what it means that is here already. */
    public Admission admit(Reading reading, Completion completion) {
        return new Admission(fhir, reading, ids, Optional.empty(), completion.held(), StandingMessage.none());
    }

    /** A transaction whose conditions and references are to be looked up. */
    public Completion completion(Reading reading) {
        return new Completion(json, reading);
    }

    /** A Task that came alone, to which what it refers to is gathered. */
    public Gathering gathering(SentTask task) {
        return new Gathering(json, task.task());
    }

    /** A change of a Task, as Parameters that were read and found valid. */
    public TaskPatch taskPatch(ResourceReading reading) {
        return TaskPatch.ofParameters(fhir, reading);
    }

    /**
     * Everything of a referral that its sender reads over FHIR, after an event: the Task, the ServiceRequest, the Tasks by which
     * it asked for a cancellation, and the onward referrals. Nothing where the referral did not come over FHIR.
     */
    public List<PublishedResource> afterEvent(Referral referral, Standing standing, Instant now) {
        return referral.published()
                .map(published -> afterEvent(referral, published, standing, now))
                .orElse(List.of());
    }

    /** The resources as they stand before the event. */
    public interface Standing {
        Optional<PublishedResource> resource(String type, String id);
    }

    private List<PublishedResource> afterEvent(Referral referral, Published published, Standing standing, Instant now) {
        List<PublishedResource> all = new ArrayList<>();
        PublishedResource task = standing.resource("Task", published.taskId()).orElseThrow();
        all.add(taskAsItStands(task, referral, now));
        PublishedResource request = standing.resource("ServiceRequest", published.serviceRequestId())
                .orElseThrow();
        all.add(changed(request, TaskMapper.asItStands(json.read(ServiceRequest.class, request.json()), referral)));
        for (ReferralEvent asked : AbortTaskMapper.asked(referral)) {
            standing.resource(
                            "Task", ((Cancellation) asked.detail()).abortTask().orElseThrow())
                    .ifPresent(abort -> all.add(changed(
                            abort, AbortTaskMapper.asItStands(json.read(Task.class, abort.json()), referral, asked))));
        }
        TaskOutputs.resources(referral, published).forEach(output -> all.add(published(output, referral)));
        for (OnwardReferral onward : referral.work().onward()) {
            if (onward.kind() != OnwardKind.SIGNPOST) {
                Task onwardTask = OnwardMapper.task(onward, published);
                ServiceRequest asked = OnwardMapper.request(onward, published);
                if (referral.status() == ReferralStatus.ENTERED_IN_ERROR) {
                    onwardTask.setStatus(Task.TaskStatus.ENTEREDINERROR);
                    asked.setStatus(ServiceRequest.ServiceRequestStatus.ENTEREDINERROR);
                }
                all.add(published(onwardTask, referral));
                all.add(published(asked, referral));
            }
        }
        return all;
    }

    /** What is none of the sender's business makes no version of its Task: each wakes everybody who polls. */
    private PublishedResource taskAsItStands(PublishedResource task, Referral referral, Instant now) {
        Task before = json.read(Task.class, task.json());
        Date lastModified = before.getLastModified();
        Task after = TaskMapper.asItStands(before, referral);
        return json.stored(after).equals(task.json()) && lastModified != null
                ? task
                : changed(task, LastModified.at(after, now));
    }

    private PublishedResource changed(PublishedResource before, Resource now) {
        return new PublishedResource(before.type(), before.id(), before.party(), json.stored(now));
    }

    private PublishedResource published(Resource resource, Referral referral) {
        return new PublishedResource(
                resource.fhirType(), resource.getIdElement().getIdPart(), referral.sender(), json.stored(resource));
    }

    /** A Task that was read and found valid. */
    public SentTask sentTask(ResourceReading reading) {
        return new SentTask(json, (Task) reading.resource().orElseThrow());
    }

    /** A resource that was read and found valid, as its sender then reads it. */
    public PublishedResource published(ResourceReading reading, String id, Party sender) {
        Resource copy = reading.resource().orElseThrow().copy();
        copy.setId(id);
        return new PublishedResource(copy.fhirType(), id, sender.id(), json.stored(copy));
    }

    /** What the sender of a ServiceRequest reads when no Task comes for it. */
    public PublishedResource withoutTask(PublishedResource request, String id, Instant now) {
        Resource notice = MissingTaskMapper.toFhir(json.read(ServiceRequest.class, request.json()), id, now);
        return new PublishedResource(notice.fhirType(), id, request.party(), json.stored(notice));
    }

    /** What a resource that stands alone says of a person and does not hold. */
    public List<Issue> faults(ResourceReading reading) {
        return reading.resource()
                .filter(Patient.class::isInstance)
                .map(it -> PersonMapper.nhsNumberFaults((Patient) it, rules))
                .orElse(List.of());
    }

    /** The references by which a resource leads to others of this gateway. */
    public List<LocalReference> references(ResourceReading reading) {
        return LocalReference.allIn(reading.resource().orElseThrow());
    }

    /** The referral whose Task this is; empty for a Task that is not one. */
    public Optional<UUID> referralOf(PublishedResource task) {
        return json.read(Task.class, task.json()).getIdentifier().stream()
                .filter(it -> IdentifierSystem.LINKWAY_REFERRAL.matches(it.getSystem()))
                .map(it -> UUID.fromString(it.getValue()))
                .findFirst();
    }

    /** A resource as its party reads it. */
    public Body read(PublishedResource resource, long version, Instant lastUpdated, WireFormat format) {
        Resource read = (Resource) fhir.newJsonParser().parseResource(resource.json());
        read.setId(resource.id());
        read.getMeta().setVersionId(Long.toString(version)).setLastUpdated(Date.from(lastUpdated));
        return json.body(read, format);
    }

    /**
     * A transaction-response with the resources that it names.
     *
     * @param read the resource at a location, as FHIR JSON
     */
    public Body withResources(Body response, String contentType, Function<String, Body> read) {
        WireFormat format = WireFormat.ofContentType(contentType).orElseThrow();
        Bundle bundle = json.read(Bundle.class, response, format);
        bundle.getEntry()
                .forEach(entry -> entry.setResource(
                        json.read(Resource.class, read.apply(entry.getResponse().getLocation()), WireFormat.JSON)));
        return json.body(bundle, format);
    }

    /** An OperationOutcome. */
    public Body answer(List<Issue> issues, WireFormat format) {
        return json.body(IssueMapper.toFhir(issues), format);
    }

    /** An OperationOutcome that also says what was checked. */
    public Body answer(Checked checked, WireFormat format) {
        return json.body(IssueMapper.toFhir(checked), format);
    }
}
