package org.linkway.routes.inbound;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.port.RequestLedger;
import org.linkway.routes.port.RequestLedger.Claim;

/**
 * Claims the request id, so that a request is worked once however often it is sent (BaRS, Transactional integrity).
 *
 * <p>A transaction may come without ids; a BaRS message may not.
 */
public final class ClaimRequest {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final RequestLedger ledger;

    public ClaimRequest(RequestLedger ledger) {
        this.ledger = ledger;
    }

    ClaimedMessage claim(InboundMessage message) {
        Stream<Issue> ids = Stream.of(
                        fault(message.door(), "X-Request-Id", message.requestId()),
                        fault(message.door(), "X-Correlation-Id", message.correlationId()))
                .flatMap(Optional::stream);
        List<Issue> issues =
                Stream.concat(ids, message.nhsd().faults().stream()).toList();
        if (!issues.isEmpty()) {
            throw RejectedMessage.thisTime(message, issues);
        }
        Claim claim = ledger.claim(message);
        if (claim instanceof Claim.Won won) {
            return new ClaimedMessage(message, won.claim());
        }
        if (claim instanceof Claim.Running running) {
            throw RejectedMessage.tooEarly(
                    message,
                    Issue.error(
                            GatewayError.TOO_EARLY,
                            "The first attempt with this X-Request-Id is still being worked. Send it again after "
                                    + running.retryAfter().toSeconds() + " s; it will not be worked twice."),
                    running.retryAfter());
        }
        if (claim instanceof Claim.Succeeded succeeded) {
            throw message.door() == Door.BARS_MESSAGE
                    ? RejectedMessage.thisTime(
                            message,
                            Issue.error(
                                    GatewayError.DUPLICATE,
                                    "This message has already been processed successfully. Do not send it again."))
                    : new AnsweredBefore(message, succeeded.answer());
        }
        if (claim instanceof Claim.Refused refused) {
            throw new AnsweredBefore(message, refused.answer());
        }
        throw RejectedMessage.thisTime(
                message,
                Issue.error(
                        GatewayError.REQUEST_ID_REUSED,
                        "X-Request-Id '" + message.requestId().orElseThrow()
                                + "' was used before for another body. Give each new request an id of its own."));
    }

    private static Optional<Issue> fault(Door door, String header, Optional<String> value) {
        if (value.isEmpty()) {
            return door == Door.BARS_MESSAGE
                    ? Optional.of(Issue.error(
                            GatewayError.HEADER_MISSING,
                            "The header " + header + " is missing. Send a UUID, the same one when you retry."))
                    : Optional.empty();
        }
        return UUID.matcher(value.get()).matches()
                ? Optional.empty()
                : Optional.of(
                        Issue.error(GatewayError.HEADER_INVALID, "The header " + header + " is not a UUID. Send one."));
    }
}
