package org.linkway.routes.inbound;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.port.RequestLedger;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.RequestClaim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Linkway says when it fails itself: nothing of its inside, and that the request can be sent again. */
public final class FailMessage {
    private static final Logger LOG = LoggerFactory.getLogger(FailMessage.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ReferralTranslation translation;
    private final RequestLedger ledger;
    private final Predicate<Throwable> passing;

    /** @param passing whether a failure may be over when the sender tries again; BaRS senders retry a 503, and no 500 */
    public FailMessage(ReferralTranslation translation, RequestLedger ledger, Predicate<Throwable> passing) {
        this.translation = translation;
        this.ledger = ledger;
        this.passing = passing;
    }

    MessageOutcome fail(InboundMessage message, Optional<ClaimedMessage> claimed, Exception cause) {
        // Only where it failed: an exception's text may quote the message, which is about a patient.
        LOG.error(
                "failed on a message of {} with request id {}: {} at {}",
                message.party().id(),
                message.requestId().orElse("(none)"),
                cause.getClass().getName(),
                cause.getStackTrace().length == 0 ? "(unknown)" : cause.getStackTrace()[0]);
        claimed.map(ClaimedMessage::claim).ifPresent(this::release);
        GatewayError error = passing.test(cause) ? GatewayError.UNAVAILABLE : GatewayError.FAILED;
        List<Issue> issues = List.of(Issue.error(error, error.text() + "."));
        return new MessageOutcome.Failed(new Answer(
                error.httpStatus(),
                message.answerFormat().mediaType(),
                translation.answer(issues, message.answerFormat()),
                Optional.of(RETRY_AFTER).filter(wait -> error == GatewayError.UNAVAILABLE)));
    }

    private void release(RequestClaim claim) {
        try {
            ledger.release(claim);
        } catch (RuntimeException e) {
            // Then the lease runs out, and the retry takes over.
            LOG.error("could not release the claim on request id {}", claim.requestId());
        }
    }
}
