package org.linkway.routes.inbound;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.Role;
import org.linkway.referral.SenderPolicy;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.Referrals;
import org.linkway.translation.ReferralTranslation;
import org.linkway.translation.SentTask;
import org.linkway.workflow.Change;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Ids;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RecordEvent.Refusal;

/** A sender changes the Task of its referral, or asks by a Task of its own for the referral to be cancelled. */
public final class ReceiveTask {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

    private static final int ATTEMPTS = 10;

    private final FhirReader reader;
    private final ReferralTranslation translation;
    private final RecordReportedEvent record;
    private final Referrals referrals;
    private final PublishedResources resources;
    private final SenderPolicy policy;
    private final Ids ids;
    private final Clock clock;

    public ReceiveTask(
            FhirReader reader,
            ReferralTranslation translation,
            RecordReportedEvent record,
            Referrals referrals,
            PublishedResources resources,
            SenderPolicy policy,
            Ids ids,
            Clock clock) {
        this.reader = reader;
        this.translation = translation;
        this.record = record;
        this.referrals = referrals;
        this.resources = resources;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    MessageOutcome receive(InboundTask inbound) {
        try {
            SentTask sent = read(inbound);
            return inbound.taskId().isPresent() ? change(inbound, sent) : create(inbound, sent);
        } catch (RefusedTask refused) {
            return new MessageOutcome.Rejected(new Answer(
                    Issue.httpStatus(refused.issues()),
                    inbound.answerFormat().mediaType(),
                    translation.answer(refused.issues(), inbound.answerFormat()),
                    Optional.empty(),
                    refused.headers()));
        }
    }

    private SentTask read(InboundTask inbound) {
        ResourceReading reading = reader.readResource(
                inbound.body().bytes(), inbound.contentType().orElse(null), "Task");
        if (Issue.anyError(reading.issues())) {
            throw new RefusedTask(reading.issues());
        }
        return translation.sentTask(reading);
    }

    /** The referral can move on without its Task, as when a concern is acknowledged; then the sender saw nothing old. */
    private MessageOutcome change(InboundTask inbound, SentTask sent) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (tryToChange(inbound, sent)) {
                return answer(inbound, 200, inbound.taskId().orElseThrow());
            }
        }
        throw busy();
    }

    /** False when the referral moved on in between. */
    private boolean tryToChange(InboundTask inbound, SentTask sent) {
        String taskId = inbound.taskId().orElseThrow();
        Version standing = standing(inbound, taskId);
        checkVersion(inbound, standing);
        if (!sent.id().equals(Optional.of(taskId))) {
            throw new RefusedTask(List.of(Issue.error(
                    GatewayError.INVARIANT,
                    "Task.id",
                    "Task.id is not the id in the address, " + taskId + ". Send it.")));
        }
        Referral referral = referral(inbound, standing);
        List<EventSubmission> events = sent.changes(
                        standing.resource(), referral, policy, inbound.party(), clock.instant(), ids)
                .match((told, warnings) -> told, issues -> {
                    throw new RefusedTask(issues);
                });
        return events.isEmpty() || commit(inbound, referral, Optional.of(referral.version()), events, change -> change);
    }

    private MessageOutcome create(InboundTask inbound, SentTask sent) {
        if (!sent.asksToAbort()) {
            throw new RefusedTask(List.of(Issue.error(
                    GatewayError.NOT_SUPPORTED,
                    "Task.code",
                    "A Task by itself opens no referral here yet. Send it in a transaction with its ServiceRequest; to have a"
                            + " referral cancelled, send code 'abort' with focus on its Task.")));
        }
        Version focus = sent.focusTask()
                .flatMap(id -> resources.read(inbound.party(), "Task", id))
                .orElseThrow(
                        () -> new RefusedTask(
                                List.of(
                                        Issue.error(
                                                GatewayError.UNRESOLVED_REFERENCE,
                                                "Task.focus",
                                                "Task.focus is no Task of yours. Refer to the Task of the referral that is to be cancelled."))));
        String id = ids.next().toString();
        Referral referral = referral(inbound, focus);
        PublishedResource abort = sent.published(id, inbound.party());
        commit(
                inbound,
                referral,
                Optional.empty(),
                List.of(sent.cancellation(id, inbound.party(), clock.instant(), ids)),
                change -> change.publishing(List.of(abort)));
        return answer(inbound, 201, id);
    }

    private Version standing(InboundTask inbound, String taskId) {
        return resources
                .read(inbound.party(), "Task", taskId)
                .orElseThrow(() -> new RefusedTask(
                        List.of(Issue.error(GatewayError.NOT_FOUND, GatewayError.NOT_FOUND.text() + "."))));
    }

    private static void checkVersion(InboundTask inbound, Version standing) {
        String current = etag(standing);
        if (inbound.ifMatch().isEmpty()) {
            throw new RefusedTask(
                    List.of(Issue.error(
                            GatewayError.VERSION_REQUIRED,
                            "Say which version you change: read the Task, and send its ETag in If-Match. It is at "
                                    + current + " now.")),
                    Map.of("ETag", current));
        }
        Matcher seen = ETAG.matcher(inbound.ifMatch().get().strip());
        if (!seen.matches() || Long.parseLong(seen.group(1)) != standing.version()) {
            throw stale(current);
        }
    }

    private static RefusedTask stale(String current) {
        return new RefusedTask(
                List.of(Issue.error(
                        GatewayError.VERSION_CONFLICT,
                        "The Task has moved on: it is at " + current + ". Read it again, and decide again.")),
                Map.of("ETag", current));
    }

    private Referral referral(InboundTask inbound, Version task) {
        return translation
                .referralOf(task.resource())
                .flatMap(id -> referrals.find(inbound.party(), id))
                .orElseThrow(() -> new RefusedTask(List.of(Issue.error(
                        GatewayError.NOT_SUPPORTED,
                        "Task",
                        "This is not the Task of a referral of yours, so it cannot be changed here."))));
    }

    /** False when the referral is past the version on which the sender's events were decided. */
    private boolean commit(
            InboundTask inbound,
            Referral referral,
            Optional<Long> expectedVersion,
            List<EventSubmission> events,
            UnaryOperator<Change> with) {
        return record.record(new EventReport(
                        inbound.party(), referral.id(), Optional.of(Role.SENDER), events, expectedVersion, with))
                .match(new Refusing());
    }

    private MessageOutcome answer(InboundTask inbound, int status, String taskId) {
        Version task = standing(inbound, taskId);
        return new MessageOutcome.Accepted(new Answer(
                status,
                inbound.answerFormat().mediaType(),
                translation.read(task.resource(), task.version(), task.lastUpdated(), inbound.answerFormat()),
                Optional.empty(),
                status == 201
                        ? Map.of("ETag", etag(task), "Location", "Task/" + taskId + "/_history/" + task.version())
                        : Map.of("ETag", etag(task))));
    }

    private static String etag(Version version) {
        return "W/\"" + version.version() + "\"";
    }

    private static RefusedTask busy() {
        return new RefusedTask(List.of(Issue.error(GatewayError.UNAVAILABLE, GatewayError.UNAVAILABLE.text() + ".")));
    }

    /** Whether the events are recorded; all but a referral that moved on is a refusal. */
    private static final class Refusing implements EventOutcome.Cases<Boolean> {
        @Override
        public Boolean recorded(Referral asOf, ReferralEvent event) {
            return true;
        }

        @Override
        public Boolean noSuchReferral() {
            throw new RefusedTask(List.of(Issue.error(GatewayError.NOT_FOUND, GatewayError.NOT_FOUND.text() + ".")));
        }

        @Override
        public Boolean movedOn(Referral now) {
            return false;
        }

        @Override
        public Boolean idTaken() {
            throw new IllegalStateException("The ids of these events are Linkway's own.");
        }

        @Override
        public Boolean refused(List<Refusal> refusals) {
            throw new RefusedTask(refusals.stream()
                    .map(it -> Issue.error(GatewayError.INVARIANT, "Task.status", it.sentence()))
                    .toList());
        }

        @Override
        public Boolean busy() {
            throw ReceiveTask.busy();
        }
    }

    /** The sender has to change something. */
    private static final class RefusedTask extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Issue> issues;
        private final transient Map<String, String> headers;

        RefusedTask(List<Issue> issues) {
            this(issues, Map.of());
        }

        RefusedTask(List<Issue> issues, Map<String, String> headers) {
            super("refused with " + issues.size() + " issues", null, false, false);
            this.issues = issues;
            this.headers = headers;
        }

        List<Issue> issues() {
            return issues;
        }

        Map<String, String> headers() {
            return headers;
        }
    }
}
