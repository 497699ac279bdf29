package org.linkway.routes.inbound;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.InboundMessage;
import org.linkway.workflow.RequestClaim;

/**
 * A message that its sender has to change, or to send again later.
 *
 * <p>{@code keptFor} is the claim for which the refusal is kept, so that the same request gets it again; empty where the
 * message never held a claim, or where a repeat may fare better. {@code givenBack} is the claim that ends with this attempt.
 */
final class RejectedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient InboundMessage message;
    private final transient List<Issue> issues;
    private final transient Optional<RequestClaim> keptFor;
    private final transient Optional<RequestClaim> givenBack;
    private final transient Optional<Duration> retryAfter;
    private final transient Map<String, String> headers;

    private RejectedMessage(
            InboundMessage message,
            List<Issue> issues,
            Optional<RequestClaim> keptFor,
            Optional<RequestClaim> givenBack,
            Optional<Duration> retryAfter,
            Map<String, String> headers) {
        super("rejected with " + issues.size() + " issues", null, false, false);
        this.message = message;
        this.issues = issues;
        this.keptFor = keptFor;
        this.givenBack = givenBack;
        this.retryAfter = retryAfter;
        this.headers = Map.copyOf(headers);
    }

    /** The same request will be refused again. */
    static RejectedMessage forGood(ClaimedMessage claimed, List<Issue> issues) {
        return forGood(claimed, issues, Map.of());
    }

    /** @param headers what the answer says beside its issues */
    static RejectedMessage forGood(ClaimedMessage claimed, List<Issue> issues, Map<String, String> headers) {
        return new RejectedMessage(
                claimed.message(), issues, Optional.of(claimed.claim()), Optional.empty(), Optional.empty(), headers);
    }

    /** The same request may fare better when it is sent again, so it is worked then as if it were the first. */
    static RejectedMessage forNow(ClaimedMessage claimed, List<Issue> issues, Optional<Duration> retryAfter) {
        return new RejectedMessage(
                claimed.message(), issues, Optional.empty(), Optional.of(claimed.claim()), retryAfter, Map.of());
    }

    /** The refusal is not kept: it is about this attempt alone. */
    static RejectedMessage thisTime(InboundMessage message, Issue issue) {
        return thisTime(message, List.of(issue));
    }

    static RejectedMessage thisTime(InboundMessage message, List<Issue> issues) {
        return new RejectedMessage(message, issues, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    static RejectedMessage tooEarly(InboundMessage message, Issue issue, Duration retryAfter) {
        return new RejectedMessage(
                message, List.of(issue), Optional.empty(), Optional.empty(), Optional.of(retryAfter), Map.of());
    }

    /** Another attempt holds the claim now. */
    static RejectedMessage takenOver(InboundMessage message) {
        return thisTime(
                message,
                Issue.error(
                        GatewayError.TOO_EARLY,
                        "Another attempt with this X-Request-Id took over. Send it again; it will not be worked twice."));
    }

    InboundMessage message() {
        return message;
    }

    List<Issue> issues() {
        return issues;
    }

    Optional<RequestClaim> keptFor() {
        return keptFor;
    }

    Optional<RequestClaim> givenBack() {
        return givenBack;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    Map<String, String> headers() {
        return headers;
    }
}
