package org.linkway.translation;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Reading;
import org.linkway.fhir.validation.ValidateOperation.Checked;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.workflow.Body;
import org.linkway.workflow.Ids;
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

    /** The Bundle with an id of ours for each of its resources. */
    public Admission admit(Reading reading) {
        return new Admission(fhir, reading, ids);
    }

    /** The Task and the ServiceRequest after an event, from what stood before it. */
    public List<PublishedResource> afterEvent(
            Referral referral, PublishedResource task, PublishedResource request, Instant now) {
        Task newTask = TaskMapper.asItStands(json.read(Task.class, task.json()), referral, now);
        ServiceRequest newRequest = TaskMapper.asItStands(json.read(ServiceRequest.class, request.json()), referral);
        PublishedResource publishedTask =
                new PublishedResource(task.type(), task.id(), task.party(), json.stored(newTask));
        PublishedResource publishedRequest =
                new PublishedResource(request.type(), request.id(), request.party(), json.stored(newRequest));
        return publishedRequest.json().equals(request.json())
                ? List.of(publishedTask)
                : List.of(publishedTask, publishedRequest);
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
