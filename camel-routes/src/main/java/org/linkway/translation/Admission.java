package org.linkway.translation;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Reading;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Published;
import org.linkway.referral.Referral;
import org.linkway.translation.BundleIndex.Entry;
import org.linkway.translation.HeldEntries.Held;
import org.linkway.workflow.Body;
import org.linkway.workflow.Ids;
import org.linkway.workflow.PublishedResource;

/**
 * A Bundle on its way in: which of our ids each of its resources gets, what its sender can then read, and how it is answered.
 * Resources are kept as the sender sent them, under our ids, with the references between them turned to those ids.
 */
public final class Admission {
    private final FhirJson json;
    private final Bundle bundle;
    private final BundleIndex index;
    private final Map<Integer, String> idByPosition = new HashMap<>();
    private final StandingMessage before;
    private final HeldEntries held;
    private final String taskId;
    private final String acknowledgementId;
    private final String warningsId;

    Admission(FhirContext fhir, Reading reading, Ids ids) {
        this(
                fhir,
                reading,
                ids,
                Optional.empty(),
                HeldEntries.none(reading.bundle().orElseThrow().getEntry().size()),
                StandingMessage.none());
    }

    /**
     * @param standing the ids by which the sender follows the referral already, where it does
     * @param held what of the Bundle is here already
     * @param before what its sender sent last
     */
    Admission(
            FhirContext fhir,
            Reading reading,
            Ids ids,
            Optional<Published> standing,
            HeldEntries held,
            StandingMessage before) {
        this.before = before;
        this.json = new FhirJson(fhir);
        this.bundle = reading.bundle().orElseThrow();
        this.index = new BundleIndex(bundle);
        this.held = held;
        index.entries()
                .forEach(entry -> idByPosition.put(
                        entry.position(),
                        Optional.ofNullable(held.byPosition().get(entry.position()))
                                .map(Held::id)
                                .or(() -> standing.flatMap(it -> standingId(entry.resource(), it)))
                                .or(() -> before.before(entry)
                                        .map(it -> it.resource().getIdElement().getIdPart()))
                                .orElseGet(() -> ids.next().toString())));
        this.taskId = standing.map(Published::taskId)
                .or(() -> workflowTask().map(task -> idByPosition.get(task.position())))
                .orElseGet(() -> ids.next().toString());
        this.acknowledgementId = before.responder()
                .map(it -> it.resource().getIdElement().getIdPart())
                .orElseGet(() -> ids.next().toString());
        this.warningsId = ids.next().toString();
    }

    private static Optional<String> standingId(Resource resource, Published standing) {
        if (resource instanceof ServiceRequest) {
            return Optional.of(standing.serviceRequestId());
        }
        return resource instanceof Patient ? Optional.of(standing.patientId()) : Optional.empty();
    }

    /** The ids by which the sender follows the referral. */
    public Published published() {
        return new Published(taskId, idOf(ServiceRequest.class), idOf(Patient.class));
    }

    /** Everything that the sender can read once the referral is open. */
    public List<PublishedResource> resources(Referral referral) {
        List<PublishedResource> published = new ArrayList<>();
        for (Entry<Resource> entry : brought()) {
            Resource resource = underOurId(entry);
            if (resource instanceof Task task
                    && resource.getIdElement().getIdPart().equals(taskId)) {
                LastModified.at(TaskMapper.asItStands(task, referral), referral.receivedAt());
            }
            published.add(publish(resource, referral));
        }
        if (workflowTask().isEmpty()) {
            published.add(publish(
                    LastModified.at(
                            TaskMapper.asItStands(TaskMapper.newTask(referral, published()), referral),
                            referral.receivedAt()),
                    referral));
        }
        if (isMessage()) {
            published.add(publishedAcknowledgement(referral));
        }
        return published;
    }

    /** The answer: a transaction-response, or for a message its echo with our ids; warnings included. */
    public Body answer(Referral referral, List<Issue> warnings, WireFormat format) {
        return json.body(isMessage() ? echo(referral, warnings) : transactionResponse(warnings), format);
    }

    /** What the sender says anew, under the ids that stand. The Task of the referral is Linkway's to bring up to date. */
    public List<PublishedResource> restated(Referral referral) {
        List<PublishedResource> published = new ArrayList<>();
        index.entries().stream()
                .filter(entry -> !before.says(asEchoed(entry)))
                .map(entry -> publish(underOurId(entry), referral))
                .forEach(published::add);
        if (isMessage()) {
            published.add(publishedAcknowledgement(referral));
        }
        return published;
    }

    /** Where the sender has sent something later, or something else under the same stamp. */
    public List<Issue> outdated() {
        return index.entries().stream()
                .map(this::asEchoed)
                .flatMap(entry -> before.conflict(entry).stream())
                .toList();
    }

    private PublishedResource publishedAcknowledgement(Referral referral) {
        Encounter acknowledgement = acknowledgement(referral);
        turnReferences(acknowledgement, this::location);
        return publish(acknowledgement, referral);
    }

    /** What was not here before. */
    private List<Entry<Resource>> brought() {
        return index.entries().stream()
                .filter(entry -> !held.byPosition().containsKey(entry.position()))
                .toList();
    }

    /** A Task that came alone goes on calling what lies in its sender's own system as its sender does. */
    private Resource underOurId(Entry<Resource> entry) {
        Optional<Resource> alone =
                held.alone().filter(task -> entry.resource() instanceof Task).map(Task::copy);
        Resource resource = alone.orElseGet(() -> entry.resource().copy());
        resource.setId(idByPosition.get(entry.position()));
        if (alone.isEmpty()) {
            turnReferences(resource, this::location);
        }
        return resource;
    }

    private Entry<Resource> asEchoed(Entry<Resource> entry) {
        Resource resource = entry.resource().copy();
        turnReferences(resource, this::placeInMessage);
        return new Entry<>(resource, entry.fullUrl(), entry.position());
    }

    private boolean isMessage() {
        return bundle.getType() == Bundle.BundleType.MESSAGE;
    }

    /** A transaction may bring the Task to be worked; the Task inside a BaRS message is payload, not workflow. */
    private Optional<Entry<Task>> workflowTask() {
        return isMessage() ? Optional.empty() : index.all(Task.class).stream().findFirst();
    }

    private String idOf(Class<? extends Resource> type) {
        return idByPosition.get(theOne(type).position());
    }

    private <T extends Resource> Entry<T> theOne(Class<T> type) {
        return index.all(type).get(0);
    }

    private PublishedResource publish(Resource resource, Referral referral) {
        return new PublishedResource(
                resource.fhirType(), resource.getIdElement().getIdPart(), referral.sender(), json.stored(resource));
    }

    private void turnReferences(Base element, Function<Entry<Resource>, String> to) {
        if (element instanceof Reference reference) {
            index.resolve(reference).map(to).ifPresent(place -> {
                // HAPI links a reference to what it names, and would write that resource into this one.
                reference.setResource(null);
                reference.setReference(place);
            });
        }
        for (Property property : element.children()) {
            property.getValues().forEach(value -> turnReferences(value, to));
        }
    }

    private String location(Entry<Resource> entry) {
        return entry.resource().fhirType() + "/" + idByPosition.get(entry.position());
    }

    /** Inside a message a resource goes by its fullUrl, which stays when its id becomes ours. */
    private String placeInMessage(Entry<Resource> entry) {
        return entry.fullUrl() == null ? location(entry) : entry.fullUrl();
    }

    /** One entry for each of the request's, in its order (FHIR R4, transaction response). */
    private Bundle transactionResponse(List<Issue> warnings) {
        Bundle response = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
        for (Entry<Resource> entry : index.entries().subList(0, held.sent())) {
            Optional<Held> here = Optional.ofNullable(held.byPosition().get(entry.position()));
            long version = here.map(Held::version).orElse(1L);
            Bundle.BundleEntryResponseComponent component = response.addEntry()
                    .getResponse()
                    .setStatus(here.isPresent() ? "200 OK" : "201 Created")
                    .setEtag("W/\"" + version + "\"")
                    .setLocation(location(entry) + "/_history/" + version);
            OperationOutcome remarks = remarks(entry, warnings);
            if (remarks.hasIssue()) {
                component.setOutcome(remarks);
            }
        }
        return response;
    }

    /** What the sender should be told about an entry; what is about the whole is said beside what is asked for. */
    private OperationOutcome remarks(Entry<Resource> entry, List<Issue> warnings) {
        boolean isRequest = entry.resource() instanceof ServiceRequest;
        OperationOutcome remarks = IssueMapper.toFhir(warnings.stream()
                .filter(warning -> isAbout(entry, warning) || (isRequest && isAboutTheWhole(warning)))
                .toList());
        Optional.ofNullable(held.byPosition().get(entry.position()))
                .filter(here -> !here.asSent())
                .ifPresent(here -> remarks.addIssue()
                        .setSeverity(OperationOutcome.IssueSeverity.WARNING)
                        .setCode(OperationOutcome.IssueType.CONFLICT)
                        .setDiagnostics(
                                "This was here already and says something else than what you sent. It stays as it"
                                        + " stands; the link worker sees what you sent."));
        if (isRequest && workflowTask().isEmpty()) {
            remarks.addIssue()
                    .setSeverity(OperationOutcome.IssueSeverity.INFORMATION)
                    .setCode(OperationOutcome.IssueType.INFORMATIONAL)
                    .setDiagnostics(
                            "No Task was sent, so Linkway made one. Follow the referral at Task/" + taskId + ".");
        }
        return remarks;
    }

    private static boolean isAbout(Entry<Resource> entry, Issue warning) {
        return warning.expression().orElse("").startsWith("Bundle.entry[" + entry.position() + "]");
    }

    private static boolean isAboutTheWhole(Issue warning) {
        return !warning.expression().orElse("").startsWith("Bundle.entry[");
    }

    private Bundle echo(Referral referral, List<Issue> warnings) {
        Bundle echo = bundle.copy();
        for (Map.Entry<Integer, String> given : idByPosition.entrySet()) {
            echo.getEntry().get(given.getKey()).getResource().setId(given.getValue());
        }
        echo.addEntry()
                .setFullUrl(before.responder().map(Entry::fullUrl).orElse("urn:uuid:" + acknowledgementId))
                .setResource(acknowledgement(referral));
        turnReferences(echo, this::placeInMessage);
        if (!warnings.isEmpty()) {
            echo.addEntry().setFullUrl("urn:uuid:" + warningsId).setResource(IssueMapper.toFhir(warnings));
        }
        return echo;
    }

    /** BaRS: the receiver's own Encounter, with an identifier that people can quote. */
    private Encounter acknowledgement(Referral referral) {
        return ResponderEncounter.toFhir(
                referral,
                acknowledgementId,
                theOne(ServiceRequest.class).resource().getSubject().copy(),
                referral.request().consent().feedBack());
    }
}
