package org.linkway.routes.inbound;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.Role;
import org.linkway.referral.SenderPolicy;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.Referrals;
import org.linkway.translation.ReferralTranslation;
import org.linkway.translation.SentTask;
import org.linkway.workflow.Change;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Ids;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RecordEvent.Refusal;

/** A sender changes the Task of its referral, or asks by a Task of its own for the referral to be cancelled. */
public final class ChangeTask {
    private static final int ATTEMPTS = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ReferralTranslation translation;
    private final RecordReportedEvent record;
    private final Referrals referrals;
    private final PublishedResources resources;
    private final StandingResource standing;
    private final Answers answers;
    private final SenderPolicy policy;
    private final Ids ids;
    private final Clock clock;

    public ChangeTask(
            ReferralTranslation translation,
            RecordReportedEvent record,
            Referrals referrals,
            PublishedResources resources,
            Answers answers,
            SenderPolicy policy,
            Ids ids,
            Clock clock) {
        this.translation = translation;
        this.record = record;
        this.referrals = referrals;
        this.resources = resources;
        this.standing = new StandingResource(resources);
        this.answers = answers;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    MessageOutcome change(TaskMessage told) {
        return told.claimed().message().door() == Door.CREATE ? abort(told) : update(told);
    }

    /** The referral can move on without its Task, as when a concern is acknowledged; then the sender saw nothing old. */
    private MessageOutcome update(TaskMessage told) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<MessageOutcome> outcome = tryToUpdate(told);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw busy(told.claimed());
    }

    /** Empty when the referral moved on in between. */
    private Optional<MessageOutcome> tryToUpdate(TaskMessage told) {
        ClaimedMessage claimed = told.claimed();
        InboundMessage message = claimed.message();
        Referral referral = referral(claimed, standing.asSeen(claimed));
        // Read again after the referral, which could else be further than the Task that its sender saw.
        Version task = standing.asSeen(claimed);
        String taskId = task.resource().id();
        if (!told.task().id().equals(Optional.of(taskId))) {
            throw refused(
                    claimed,
                    GatewayError.INVARIANT,
                    "Task.id",
                    "Task.id is not the id in the address, " + taskId + ". Send it.");
        }
        List<EventSubmission> events = told.task()
                .changes(task.resource(), referral, policy, message.party(), clock.instant(), ids)
                .match((it, warnings) -> it, issues -> {
                    throw RejectedMessage.forGood(claimed, issues);
                });
        if (events.isEmpty()) {
            return Optional.of(answers.unchanged(claimed, task));
        }
        KeptAnswer answer = answers.resource(claimed, 200, "Task/" + taskId, List.of());
        PublishedResource restated = told.task().restated(task.resource());
        return commit(
                claimed,
                referral,
                Optional.of(referral.version()),
                events,
                change -> change.publishing(List.of(restated)).answering(answer));
    }

    private MessageOutcome abort(TaskMessage told) {
        ClaimedMessage claimed = told.claimed();
        Party sender = claimed.message().party();
        SentTask sent = told.task();
        if (!sent.isRequested()) {
            throw refused(
                    claimed,
                    GatewayError.INVARIANT,
                    "Task.status",
                    "A new Task of code abort is requested; the link worker's answer completes or rejects it. Send requested.");
        }
        if (claimed.message().target().ifNoneExist().isPresent()) {
            throw RejectedMessage.forGood(
                    claimed,
                    List.of(Issue.error(
                            GatewayError.HEADER_INVALID,
                            "If-None-Exist is not offered for a Task of code abort. To send it again, use the same"
                                    + " X-Request-Id.")));
        }
        Version focus = sent.focusTask()
                .flatMap(id -> resources.read(sender, "Task", id))
                .orElseThrow(() -> refused(
                        claimed,
                        GatewayError.UNRESOLVED_REFERENCE,
                        "Task.focus",
                        "Task.focus is no Task of yours. Refer to the Task of the referral that is to be cancelled."));
        String id = ids.next().toString();
        KeptAnswer answer = answers.resource(claimed, 201, "Task/" + id, List.of());
        PublishedResource abort = sent.published(id, sender);
        return commit(
                        claimed,
                        referral(claimed, focus),
                        Optional.empty(),
                        List.of(sent.cancellation(id, sender, clock.instant(), ids)),
                        change -> change.publishing(List.of(abort)).answering(answer))
                .orElseThrow(() -> new IllegalStateException("An abort Task names no version."));
    }

    private Referral referral(ClaimedMessage claimed, Version task) {
        return translation
                .referralOf(task.resource())
                .flatMap(id -> referrals.find(claimed.message().party(), id))
                .orElseThrow(() -> refused(
                        claimed,
                        GatewayError.NOT_SUPPORTED,
                        "Task",
                        "This is not the Task of a referral of yours, so it cannot be changed here."));
    }

    /** Empty when the referral is past the version on which the sender's events were decided. */
    private Optional<MessageOutcome> commit(
            ClaimedMessage claimed,
            Referral referral,
            Optional<Long> expectedVersion,
            List<EventSubmission> events,
            UnaryOperator<Change> with) {
        return record.record(new EventReport(
                        claimed.message().party(),
                        referral.id(),
                        Optional.of(Role.SENDER),
                        events,
                        expectedVersion,
                        with))
                .match(new Outcomes(claimed, SentTask.elementOf(events.get(0).type())));
    }

    private static RejectedMessage refused(
            ClaimedMessage claimed, GatewayError error, String expression, String sentence) {
        return RejectedMessage.forGood(claimed, List.of(Issue.error(error, expression, sentence)));
    }

    private static RejectedMessage busy(ClaimedMessage claimed) {
        return RejectedMessage.forNow(
                claimed,
                List.of(Issue.error(GatewayError.UNAVAILABLE, GatewayError.UNAVAILABLE.text() + ".")),
                Optional.of(RETRY_AFTER));
    }

    /** What a sender is told; nothing where the referral moved on. */
    private final class Outcomes implements EventOutcome.Cases<Optional<MessageOutcome>> {
        private final ClaimedMessage claimed;
        private final String element;

        /** @param element where the Task asks for what may be refused */
        Outcomes(ClaimedMessage claimed, String element) {
            this.claimed = claimed;
            this.element = element;
        }

        @Override
        public Optional<MessageOutcome> recorded(Referral asOf, ReferralEvent event) {
            return Optional.of(answers.accepted(claimed));
        }

        @Override
        public Optional<MessageOutcome> noSuchReferral() {
            throw RejectedMessage.forGood(
                    claimed, List.of(Issue.error(GatewayError.NOT_FOUND, GatewayError.NOT_FOUND.text() + ".")));
        }

        @Override
        public Optional<MessageOutcome> movedOn(Referral now) {
            return Optional.empty();
        }

        @Override
        public Optional<MessageOutcome> idTaken() {
            throw new IllegalStateException("The ids of these events are Linkway's own.");
        }

        @Override
        public Optional<MessageOutcome> refused(List<Refusal> refusals) {
            throw RejectedMessage.forGood(
                    claimed,
                    refusals.stream()
                            .map(it -> Issue.error(GatewayError.INVARIANT, element, it.sentence()))
                            .toList());
        }

        @Override
        public Optional<MessageOutcome> busy() {
            throw ChangeTask.busy(claimed);
        }
    }
}
