package org.linkway.routes.inbound;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Published;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.Role;
import org.linkway.routes.port.Referrals;
import org.linkway.translation.Admission;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordEvent.Refusal;
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
    private final Clock clock;

    public UpdateAndCommit(
            ReferralTranslation translation,
            RestateReferral restate,
            RecordReportedEvent record,
            Referrals referrals,
            Clock clock) {
        this.translation = translation;
        this.restate = restate;
        this.record = record;
        this.referrals = referrals;
        this.clock = clock;
    }

    MessageOutcome update(TranslatedMessage translated) {
        ClaimedMessage claimed = translated.valid().claimed();
        Referral standing = standing(translated);
        Published published = standing.published().orElseThrow();
        Admission admission = translation.admitAgain(translated.valid().reading(), published);
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
                    answer.set(answer(claimed, admission, change.referral(), translated.warnings(), format));
                    return change.publishing(admission.restated(change.referral()))
                            .answering(answer.get());
                }));
        return outcome.match(new Answering(claimed, answer));
    }

    private static KeptAnswer answer(
            ClaimedMessage claimed, Admission admission, Referral referral, List<Issue> warnings, WireFormat format) {
        return new KeptAnswer(claimed.claim(), 200, format.mediaType(), admission.answer(referral, warnings, format));
    }

    /** The one referral of this sender that the message's identifiers name. */
    private Referral standing(TranslatedMessage translated) {
        ClaimedMessage claimed = translated.valid().claimed();
        Party sender = claimed.message().party();
        List<UUID> named = referrals.withIdentifiers(
                sender, translated.draft().conversation().businessIdentifiers());
        if (named.size() > 1) {
            throw RejectedMessage.forGood(
                    claimed,
                    List.of(Issue.error(
                            GatewayError.CONFLICT,
                            REQUEST + ".identifier",
                            "These identifiers belong to " + named.size()
                                    + " referrals of yours. Send those of the one that is meant.")));
        }
        return named.stream()
                .findFirst()
                .flatMap(id -> referrals.find(sender, id))
                .filter(it -> it.published().isPresent())
                .orElseThrow(() -> RejectedMessage.forGood(
                        claimed,
                        List.of(Issue.error(
                                GatewayError.NOT_FOUND,
                                REQUEST + ".identifier",
                                "No referral of yours has this ServiceRequest.identifier, so there is nothing to update or"
                                        + " cancel. Send the identifier with which it was opened."))));
    }

    /** Each outcome as an answer to the message. */
    private record Answering(ClaimedMessage claimed, AtomicReference<KeptAnswer> answer)
            implements EventOutcome.Cases<MessageOutcome> {
        @Override
        public MessageOutcome recorded(Referral asOf, ReferralEvent event) {
            return new MessageOutcome.Accepted(new Answer(
                    answer.get().httpStatus(),
                    answer.get().contentType(),
                    answer.get().body(),
                    Optional.empty()));
        }

        @Override
        public MessageOutcome noSuchReferral() {
            throw refusal(GatewayError.NOT_FOUND, "There is no such referral that you may see.");
        }

        @Override
        public MessageOutcome movedOn(Referral standing) {
            throw new IllegalStateException("A message names no version.");
        }

        @Override
        public MessageOutcome idTaken() {
            throw new IllegalStateException("The ids of these events are Linkway's own.");
        }

        @Override
        public MessageOutcome refused(List<Refusal> refusals) {
            throw RejectedMessage.forGood(
                    claimed,
                    refusals.stream()
                            .map(it -> Issue.error(
                                    GatewayError.INVARIANT,
                                    SAID_AT.getOrDefault(it.element(), REQUEST + ".status"),
                                    it.sentence()))
                            .toList());
        }

        @Override
        public MessageOutcome busy() {
            throw RejectedMessage.forNow(
                    claimed,
                    List.of(Issue.error(GatewayError.UNAVAILABLE, GatewayError.UNAVAILABLE.text() + ".")),
                    Optional.of(Duration.ofSeconds(1)));
        }

        private RejectedMessage refusal(GatewayError error, String sentence) {
            return RejectedMessage.forGood(claimed, List.of(Issue.error(error, sentence)));
        }
    }
}
