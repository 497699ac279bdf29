package org.linkway.routes.inbound;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Episode;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.RequestLedger;
import org.linkway.routes.port.Workers;
import org.linkway.translation.Admission;
import org.linkway.translation.Completion;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Change;
import org.linkway.workflow.Ids;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.OpenReferral;
import org.linkway.workflow.Party;

/** Opens the referral and commits everything that follows from it, the answer included, before anything is answered. */
public final class OpenAndCommit {
    private static final int ATTEMPTS = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ReferralTranslation translation;
    private final OpenReferral openReferral;
    private final Journal journal;
    private final Referrals referrals;
    private final PublishedResources resources;
    private final RequestLedger ledger;
    private final Answers answers;
    private final Workers workers;
    private final Party linkway;
    private final Ids ids;
    private final Clock clock;

    /**
     * @param workers which party works a referral
     * @param linkway the gateway itself, which sees every referral
     */
    public OpenAndCommit(
            ReferralTranslation translation,
            OpenReferral openReferral,
            Journal journal,
            Referrals referrals,
            PublishedResources resources,
            RequestLedger ledger,
            Answers answers,
            Workers workers,
            Party linkway,
            Ids ids,
            Clock clock) {
        this.translation = translation;
        this.openReferral = openReferral;
        this.journal = journal;
        this.referrals = referrals;
        this.resources = resources;
        this.ledger = ledger;
        this.answers = answers;
        this.workers = workers;
        this.linkway = linkway;
        this.ids = ids;
        this.clock = clock;
    }

    MessageOutcome open(TranslatedMessage translated) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<MessageOutcome> outcome = tryToOpen(translated);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw new IllegalStateException("An episode kept beginning and ending while a referral was to be opened.");
    }

    /** Empty when an episode of the person began or ended in between. */
    private Optional<MessageOutcome> tryToOpen(TranslatedMessage translated) {
        ClaimedMessage claimed = translated.valid().claimed();
        Party sender = claimed.message().party();
        String worker = worker(translated.valid());
        Optional<Episode> standing =
                referrals.openEpisode(linkway, translated.draft().person(), worker);
        if (openReferral.refuses(standing)) {
            return Optional.of(withTheServiceAlready(translated));
        }
        Optional<Referral> told = ofHeldTask(translated.valid());
        if (told.isPresent()) {
            return Optional.of(knownBefore(translated, List.of(told.get().id())));
        }
        Admission admission = admission(translated.valid());
        Change opened = openReferral.open(
                new OpenReferral.Request(
                        ids.next(),
                        sender,
                        worker,
                        translated.draft(),
                        Optional.of(admission.published()),
                        new RecordedBy(sender.name(), Optional.of("sender"))),
                standing,
                clock.instant());
        Referral referral = opened.referral();
        KeptAnswer answer = answer(translated, admission, referral);
        Commit commit = journal.commit(
                opened.publishing(admission.resources(referral))
                        .answering(answer)
                        .unless(translated.valid().absences()),
                0);
        if (commit instanceof Commit.Committed) {
            return Optional.of(
                    answer.location().isPresent()
                            ? answers.accepted(claimed)
                            : new MessageOutcome.Accepted(answers.of(answer, claimed.message())));
        }
        if (commit instanceof Commit.Duplicate duplicate) {
            return Optional.of(knownBefore(translated, duplicate.referralIds()));
        }
        if (commit instanceof Commit.Stale && !translated.valid().absences().isEmpty()) {
            throw RejectedMessage.forNow(
                    claimed,
                    List.of(Issue.error(
                            GatewayError.UNAVAILABLE,
                            "Somebody created at the same time what was to be created only if it is not here. Nothing was opened:"
                                    + " send it again.")),
                    Optional.of(RETRY_AFTER));
        }
        if (commit instanceof Commit.Stale) {
            return Optional.empty();
        }
        throw RejectedMessage.takenOver(claimed.message());
    }

    private String worker(ValidMessage valid) {
        return workers.among(translation.addressees(valid.reading()))
                .orElseThrow(() -> RejectedMessage.forGood(
                        valid.claimed(),
                        List.of(Issue.error(
                                GatewayError.UNRESOLVED_REFERENCE,
                                "Bundle.entry.resource.ofType(ServiceRequest).performer",
                                "Several social prescribing services work here, and this referral names none of them, or more"
                                        + " than one. Name the one that is asked: by ServiceRequest.performer or Task.owner with the"
                                        + " ODS code of its organisation, or by MessageHeader.destination."))));
    }

    private Admission admission(ValidMessage valid) {
        return valid.completion()
                .map(completion -> translation.admit(valid.reading(), completion))
                .or(() -> valid.claimed().gathered().map(gathering -> translation.admit(valid.reading(), gathering)))
                .orElseGet(() -> translation.admit(valid.reading()));
    }

    /** The referral of the Task that is not created, because its sender said so and it is here. */
    private Optional<Referral> ofHeldTask(ValidMessage valid) {
        Party sender = valid.claimed().message().party();
        return valid.completion()
                .flatMap(Completion::heldTask)
                .flatMap(id -> resources.read(sender, "Task", id))
                .flatMap(task -> translation.referralOf(task.resource()))
                .flatMap(id -> referrals.find(sender, id));
    }

    private KeptAnswer answer(TranslatedMessage translated, Admission admission, Referral referral) {
        ClaimedMessage claimed = translated.valid().claimed();
        if (claimed.isTask()) {
            String task = "Task/" + admission.published().taskId();
            return answers.resource(claimed, 201, task, translated.warnings());
        }
        WireFormat format = claimed.message().answerFormat();
        return new KeptAnswer(
                claimed.claim(), 200, format.mediaType(), admission.answer(referral, translated.warnings(), format));
    }

    /** Refused as a second referral, unless it is the first one sent again. */
    private MessageOutcome withTheServiceAlready(TranslatedMessage translated) {
        ClaimedMessage claimed = translated.valid().claimed();
        List<UUID> known = referrals.withIdentifiers(
                claimed.message().party(), translated.draft().conversation().businessIdentifiers());
        if (!known.isEmpty()) {
            return knownBefore(translated, known);
        }
        throw RejectedMessage.forGood(
                claimed,
                List.of(
                        Issue.error(
                                GatewayError.CONFLICT,
                                "Bundle.entry.resource.ofType(ServiceRequest).subject",
                                "The person is with this service already, under a referral that is open, so this one was not"
                                        + " opened. Send what is new as an update of that referral, or speak to the link worker.")));
    }

    /** A new request id for a business identifier that this sender used before. */
    private MessageOutcome knownBefore(TranslatedMessage translated, List<UUID> standingIds) {
        ClaimedMessage claimed = translated.valid().claimed();
        InboundMessage message = claimed.message();
        Optional<Referral> same = standingIds.stream()
                .flatMap(id -> referrals.find(message.party(), id).stream())
                .filter(translated.draft()::asksTheSameAs)
                .findFirst();
        if (same.isEmpty()) {
            throw RejectedMessage.forGood(
                    claimed,
                    List.of(Issue.error(
                            GatewayError.CONFLICT,
                            "Bundle.entry.resource.ofType(ServiceRequest).identifier",
                            "A referral with this ServiceRequest.identifier is here already and says something else."
                                    + " Use a new identifier for a new referral, or update the one that stands.")));
        }
        if (claimed.isTask()) {
            String taskId = same.get().published().orElseThrow().taskId();
            return answers.unchanged(
                    claimed, resources.read(message.party(), "Task", taskId).orElseThrow());
        }
        ledger.release(claimed.claim());
        if (message.door() == Door.BARS_MESSAGE) {
            throw RejectedMessage.thisTime(
                    message,
                    Issue.error(
                            GatewayError.DUPLICATE,
                            "A message with this ServiceRequest.identifier and the same content has already been"
                                    + " processed successfully. Do not send it again."));
        }
        KeptAnswer first = ledger.openingAnswer(message.party(), same.get().id())
                .orElseThrow(() -> RejectedMessage.thisTime(message, openedOtherwise(same.get())));
        return new MessageOutcome.Accepted(answers.of(first, message));
    }

    /** Its first answer is no answer to a transaction. */
    private static Issue openedOtherwise(Referral standing) {
        String task = standing.published().map(it -> ", Task/" + it.taskId()).orElse("");
        return Issue.error(
                GatewayError.DUPLICATE,
                "Bundle.entry.resource.ofType(ServiceRequest).identifier",
                "This referral is here already" + task
                        + ": it came by another way than a transaction. Do not send it again.");
    }
}
