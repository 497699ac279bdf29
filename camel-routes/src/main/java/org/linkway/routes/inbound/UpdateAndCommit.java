package org.linkway.routes.inbound;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Conversation;
import org.linkway.referral.Referral;
import org.linkway.referral.Role;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.RequestLedger;
import org.linkway.translation.Admission;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Party;
import org.linkway.workflow.RestateReferral;

/** Takes in a message about a referral that stands: what it tells is recorded, and the answer with it. */
public final class UpdateAndCommit {
    private static final String REQUEST = "Bundle.entry.resource.ofType(ServiceRequest)";

    /** Where the message says what an event tells; all else is said by the status. */
    private static final Map<String, String> SAID_AT =
            Map.of("person", "Bundle.entry.resource.ofType(Patient)", "referrer", REQUEST + ".requester");

    private final ReferralTranslation translation;
    private final RestateReferral restate;
    private final RecordReportedEvent record;
    private final Referrals referrals;
    private final RequestLedger ledger;
    private final Clock clock;

    public UpdateAndCommit(
            ReferralTranslation translation,
            RestateReferral restate,
            RecordReportedEvent record,
            Referrals referrals,
            RequestLedger ledger,
            Clock clock) {
        this.translation = translation;
        this.restate = restate;
        this.record = record;
        this.referrals = referrals;
        this.ledger = ledger;
        this.clock = clock;
    }

    MessageOutcome update(TranslatedMessage translated) {
        ClaimedMessage claimed = translated.valid().claimed();
        Referral standing = standing(translated);
        WireFormat format = claimed.message().answerFormat();
        List<EventSubmission> events = restate.events(
                standing,
                translated.draft(),
                translated.intent(),
                translated.reason(),
                claimed.message().party(),
                clock.instant());
        AtomicReference<KeptAnswer> answer = new AtomicReference<>();
        EventOutcome outcome = record.record(new EventReport(
                claimed.message().party(),
                standing.id(),
                Optional.of(Role.SENDER),
                events,
                Optional.empty(),
                change -> {
                    Admission admission = admission(translated, standing);
                    answer.set(answer(claimed, admission, change.referral(), translated.warnings(), format));
                    return change.publishing(admission.restated(change.referral()))
                            .answering(answer.get());
                }));
        return outcome.match(new AnsweringMessage(
                claimed, answer::get, refusal -> SAID_AT.getOrDefault(refusal.element(), REQUEST + ".status")));
    }

    /** Looked up at each attempt: another message of the sender's may have come first. */
    private Admission admission(TranslatedMessage translated, Referral standing) {
        Admission admission = translation.admitAgain(
                translated.valid().reading(), standing.published().orElseThrow(), ledger.lastEcho(standing.id()));
        List<Issue> outdated = admission.outdated();
        if (!outdated.isEmpty()) {
            throw RejectedMessage.forGood(translated.valid().claimed(), outdated);
        }
        return admission;
    }

    private static KeptAnswer answer(
            ClaimedMessage claimed, Admission admission, Referral referral, List<Issue> warnings, WireFormat format) {
        return new KeptAnswer(claimed.claim(), 200, format.mediaType(), admission.answer(referral, warnings, format));
    }

    /** The one referral of this sender that the message is about. */
    private Referral standing(TranslatedMessage translated) {
        ClaimedMessage claimed = translated.valid().claimed();
        Party sender = claimed.message().party();
        List<UUID> named = named(translated);
        if (named.size() > 1) {
            throw refusal(
                    claimed,
                    GatewayError.CONFLICT,
                    REQUEST + ".identifier",
                    "This message is about " + named.size()
                            + " referrals of yours. Send the ServiceRequest.identifier of the one that is meant.");
        }
        Referral standing = named.stream()
                .findFirst()
                .flatMap(id -> referrals.find(sender, id))
                .filter(it -> it.published().isPresent())
                .orElseThrow(() -> refusal(
                        claimed,
                        GatewayError.NOT_FOUND,
                        REQUEST + ".identifier",
                        "No referral of yours has this ServiceRequest.identifier, so there is nothing to update or"
                                + " cancel. Send the identifier with which it was opened, or the id that it was given"
                                + " here, or its X-Correlation-Id."));
        if (translated.intent().withdraws()
                && !standing.person().isTheSamePersonAs(translated.draft().person())) {
            throw refusal(
                    claimed,
                    GatewayError.CONFLICT,
                    SAID_AT.get("person"),
                    "The referral that this message would cancel is about another person, so nothing was cancelled. Read"
                            + " the ServiceRequest again, and cancel the one that is meant.");
        }
        return standing;
    }

    /** What the sender calls it comes first; only a message that names nothing is known by what it belongs to. */
    private List<UUID> named(TranslatedMessage translated) {
        Party sender = translated.valid().claimed().message().party();
        Conversation conversation = translated.draft().conversation();
        return conversation.businessIdentifiers().isEmpty()
                ? referrals.inConversation(
                        sender, translation.serviceRequestId(translated.valid().reading()), conversation)
                : referrals.withIdentifiers(sender, conversation.businessIdentifiers());
    }

    private static RejectedMessage refusal(
            ClaimedMessage claimed, GatewayError error, String expression, String sentence) {
        return RejectedMessage.forGood(claimed, List.of(Issue.error(error, expression, sentence)));
    }
}
