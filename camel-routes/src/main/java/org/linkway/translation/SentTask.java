package org.linkway.translation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.referral.Cancellation;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventNames;
import org.linkway.referral.EventType;
import org.linkway.referral.Kebab;
import org.linkway.referral.Mistake;
import org.linkway.referral.Pending;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Reply;
import org.linkway.referral.RequestUpdate;
import org.linkway.referral.Role;
import org.linkway.referral.SenderPolicy;
import org.linkway.referral.Stage;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Ids;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;

/**
 * A Task as its sender sends it: the Task of a referral, changed, or one that asks for a cancellation. What it tells is read from
 * what differs from the Task that stands.
 */
public final class SentTask {
    private static final String ABORT = "abort";

    /** What a sender may change, and what Linkway sets itself and does not read back. Everything else is frozen. */
    private static final Set<String> MAY_DIFFER =
            Set.of("id", "meta", "text", "status", "statusReason", "businessStatus", "input", "note", "lastModified");

    private final FhirJson json;
    private final Task task;

    SentTask(FhirJson json, Task task) {
        this.json = json;
        this.task = task;
    }

    Task task() {
        return task;
    }

    public boolean hasFocus() {
        return task.getFocus().hasReference();
    }

    /** The id that the Task gives itself. */
    public Optional<String> id() {
        return Optional.ofNullable(task.getIdElement().getIdPart());
    }

    /** Whether it asks for a referral to be cancelled (Clinical Order Workflows: code abort). */
    public boolean asksToAbort() {
        return task.getCode().getCoding().stream()
                .anyMatch(it -> TaskMapper.TASK_CODE.equals(it.getSystem()) && ABORT.equals(it.getCode()));
    }

    /** Whether it is asked for now; whatever else it says is Linkway's to say. */
    public boolean isRequested() {
        return task.getStatus() == TaskStatus.REQUESTED;
    }

    /** The Task that it is about, where it is one of this gateway's. */
    public Optional<String> focusTask() {
        String[] parts =
                Optional.ofNullable(task.getFocus().getReference()).orElse("").split("/", -1);
        return parts.length >= 2 && parts[parts.length - 2].equals("Task")
                ? Optional.of(parts[parts.length - 1])
                : Optional.empty();
    }

    /** The cancellation that an abort Task asks for; it takes effect when the link worker agrees, or before work has begun. */
    public EventSubmission cancellation(String abortTask, Party sender, Instant now, Ids ids) {
        return submission(
                EventType.CANCELLATION_REQUESTED,
                new Cancellation(reason(), Optional.empty(), Optional.of(abortTask)),
                sender,
                now,
                ids);
    }

    /** This Task as the sender then reads it. */
    public PublishedResource published(String id, Party sender) {
        Task copy = TaskMapper.withoutReferral(task.copy());
        copy.setId(id);
        return new PublishedResource("Task", id, sender.id(), json.stored(copy));
    }

    /** The Task that stands, with what the sender may change as it is sent; Linkway then brings it up to date. */
    public PublishedResource restated(PublishedResource standing) {
        Task copy = task.copy();
        copy.setId(standing.id());
        copy.setLastModified(null);
        return new PublishedResource(standing.type(), standing.id(), standing.party(), json.stored(copy));
    }

    /**
     * What the changed Task tells about its referral; nothing where nothing differs.
     *
     * @param standing the Task as it stands
     * @param policy what the sender's standard lets it do at once
     */
    public Mapped<List<EventSubmission>> changes(
            PublishedResource standing, Referral referral, SenderPolicy policy, Party sender, Instant now, Ids ids) {
        Task before = json.read(Task.class, standing.json());
        List<Issue> issues = new ArrayList<>(frozen(before));
        List<EventSubmission> events = new ArrayList<>();
        issues.addAll(unspoken(before));
        issues.addAll(alone(before));
        if (issues.isEmpty()) {
            words(before)
                    .map(it -> said(it, referral))
                    .ifPresent(it -> events.add(submission(it.type(), it.detail(), sender, now, ids)));
        }
        if (task.getStatus() != before.getStatus()) {
            asked(referral, before)
                    .flatMap(type -> detail(type, policy).map(detail -> submission(type, detail, sender, now, ids)))
                    .ifPresentOrElse(events::add, () -> issues.add(notYours(referral)));
        }
        return issues.isEmpty() ? new Mapped.Ok<>(events, List.of()) : new Mapped.Invalid<>(issues);
    }

    /** Who is referred, by whom and for what does not change: that would be another referral. */
    private List<Issue> frozen(Task before) {
        return task.children().stream()
                .map(Property::getName)
                .filter(name -> !MAY_DIFFER.contains(name))
                .filter(name -> isChanged(name, before))
                .map(name -> Issue.error(
                        GatewayError.INVARIANT,
                        "Task." + name,
                        "Task." + name + " cannot be changed. Send it as it was read; for another request, cancel this"
                                + " referral and send a new one."))
                .toList();
    }

    /** What is added has to be in words; what was said before stays said. */
    private List<Issue> unspoken(Task before) {
        List<Issue> issues = new ArrayList<>();
        for (int i = 0; i < task.getInput().size(); i++) {
            Task.ParameterComponent input = task.getInput().get(i);
            if (isNew(input, before.getInput()) && words(input.getValue()).isEmpty()) {
                issues.add(
                        Issue.error(
                                GatewayError.NOT_SUPPORTED,
                                "Task.input[" + i + "].value",
                                "What you tell the link worker here has to be in words or a code: send a valueString, or a"
                                        + " valueCodeableConcept with a text. To send more, update the referral by a BaRS message."));
            }
        }
        if (before.getInput().stream().anyMatch(it -> isNew(it, task.getInput()))) {
            issues.add(Issue.error(
                    GatewayError.INVARIANT,
                    "Task.input",
                    "A Task.input that was sent stays: the link worker may have acted on it. Send all as they were read, and"
                            + " add yours."));
        }
        return issues;
    }

    /** How far the work has come, and for what it waits, is not the sender's to say. */
    private List<Issue> alone(Task before) {
        if (task.getStatus() != before.getStatus()) {
            return List.of();
        }
        return Stream.of("businessStatus", "statusReason")
                .filter(name -> isChanged(name, before))
                .map(name -> Issue.error(
                        GatewayError.INVARIANT,
                        "Task." + name,
                        "Task." + name + " is Linkway's to say while Task.status stays. Send it as it was read."))
                .toList();
    }

    private boolean isChanged(String element, Task before) {
        return !Base.compareDeep(
                task.getNamedProperty(element).getValues(),
                before.getNamedProperty(element).getValues(),
                true);
    }

    /** All that the sender adds, in words. */
    private Optional<String> words(Task before) {
        String added = Stream.concat(
                        task.getInput().stream()
                                .filter(it -> isNew(it, before.getInput()))
                                .flatMap(it -> words(it.getValue()).stream()),
                        task.getNote().stream()
                                .filter(it -> isNew(it, before.getNote()))
                                .flatMap(it -> Stream.ofNullable(it.getText())))
                .collect(Collectors.joining("; "));
        return Optional.of(added).filter(it -> !it.isBlank());
    }

    private static boolean isNew(Base element, List<? extends Base> among) {
        return among.stream().noneMatch(it -> it.equalsDeep(element));
    }

    private record Said(EventType type, EventDetail detail) {}

    /** It answers the question that is open, or else adds to what was asked for. */
    private static Said said(String words, Referral referral) {
        return referral.pending().contains(Pending.INFORMATION)
                ? new Said(EventType.INFORMATION_SUPPLIED, new Reply(Optional.of(words)))
                : new Said(
                        EventType.REQUEST_UPDATED,
                        new RequestUpdate(
                                Optional.of(referral.request()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(words)));
    }

    private static Optional<String> words(Type value) {
        if (value instanceof CodeableConcept concept) {
            return CodeMapper.wordsOrCode(concept);
        }
        return value instanceof StringType text ? Optional.ofNullable(text.getValue()) : Optional.empty();
    }

    private Optional<EventType> asked(Referral referral, Task before) {
        return Kebab.read(
                        ReferralStatus.class,
                        task.getStatus() == null ? "" : task.getStatus().toCode())
                .flatMap(to -> EventNames.named(Role.SENDER, referral.status(), to, stage(before)));
    }

    /** A business status that was left as it was read asks for nothing. */
    private Optional<Stage> stage(Task before) {
        return task.getBusinessStatus().equalsDeep(before.getBusinessStatus())
                ? Optional.empty()
                : task.getBusinessStatus().getCoding().stream()
                        .filter(it -> CodeSystems.LINKWAY_STAGE.equals(it.getSystem()))
                        .flatMap(it -> Stage.fromCode(it.getCode()).stream())
                        .findFirst();
    }

    /** Empty for an event that a Task cannot tell by its status. */
    private Optional<EventDetail> detail(EventType type, SenderPolicy policy) {
        return switch (type) {
            case CANCELLED_BY_SENDER -> Optional.of(new Cancellation(reason(), Optional.of(policy), Optional.empty()));
            case ENTERED_IN_ERROR -> Optional.of(new Mistake(reason()));
            default -> Optional.empty();
        };
    }

    private Optional<String> reason() {
        return Stream.of(
                        task.hasStatusReason() ? task.getStatusReason() : null,
                        task.hasReasonCode() ? task.getReasonCode() : null)
                .filter(Objects::nonNull)
                .flatMap(it -> CodeMapper.wordsOrCode(it).stream())
                .findFirst();
    }

    /** The element by which a Task tells this, as a FHIRPath. */
    public static String elementOf(EventType event) {
        return switch (event) {
            case INFORMATION_SUPPLIED, REQUEST_UPDATED -> "Task.input";
            case CANCELLATION_REQUESTED -> "Task.focus";
            default -> "Task.status";
        };
    }

    private Issue notYours(Referral referral) {
        return Issue.error(
                GatewayError.INVARIANT,
                "Task.status",
                "The sender of a referral that is " + referral.status().code() + " cannot make its Task "
                        + (task.hasStatus() ? task.getStatus().toCode() : "without a status")
                        + ". It can make it cancelled or entered-in-error; the other statuses are the link worker's."
                        + " To answer a question, add a Task.input.");
    }

    private static EventSubmission submission(EventType type, EventDetail detail, Party sender, Instant now, Ids ids) {
        return new EventSubmission(ids.next(), type, now, new RecordedBy(sender.name(), Optional.of("sender")), detail);
    }
}
