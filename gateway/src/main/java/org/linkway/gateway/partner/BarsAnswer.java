package org.linkway.gateway.partner;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a BaRS receiver, or the proxy before it, answered, and what its sender makes of it (BaRS Core, Transactional integrity).
 *
 * @param hasIds whether both ids came back: without them nobody knows who answered
 * @param isOutcome whether the body is an OperationOutcome
 * @param issueCodes what FHIR calls its issues
 * @param errorCodes what the NHS calls them
 * @param retryAfter how long it asks to be left alone
 */
record BarsAnswer(
        int status,
        boolean hasIds,
        boolean isOutcome,
        List<String> issueCodes,
        List<String> errorCodes,
        Optional<Duration> retryAfter) {
    /** 401 is about our standing, not about the message. */
    private static final Set<Integer> TRY_AGAIN = Set.of(401, 408, 425, 429, 503, 504);

    private static final Set<String> TRY_AGAIN_CODES =
            Set.of("PROXY_TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS", "SEND_TOO_MANY_REQUESTS", "SEND_FORBIDDEN");

    static BarsAnswer of(HttpResponse<byte[]> response, JsonMapper json) {
        boolean hasIds = response.headers().firstValue("X-Request-Id").isPresent()
                && response.headers().firstValue("X-Correlation-Id").isPresent();
        JsonNode body = read(response.body(), json);
        List<String> issueCodes = new ArrayList<>();
        List<String> errorCodes = new ArrayList<>();
        body.path("issue").forEach(issue -> {
            issueCodes.add(issue.path("code").asString(""));
            issue.path("details")
                    .path("coding")
                    .forEach(coding -> errorCodes.add(coding.path("code").asString("")));
        });
        return new BarsAnswer(
                response.statusCode(),
                hasIds,
                "OperationOutcome".equals(body.path("resourceType").asString("")),
                issueCodes,
                errorCodes.stream().filter(NhsCode::is).toList(),
                RetryAfter.of(response.headers()));
    }

    private static JsonNode read(byte[] body, JsonMapper json) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }

    /** Returns where the message arrived. A conflict {@code duplicate} is proof that it did, before. */
    void settle(String partner) {
        if (!hasIds) {
            throw new PartnerUnavailable(
                    partner + " answered " + status + " without the ids of the request.", retryAfter);
        }
        if (status == 200 || isDuplicate()) {
            return;
        }
        if (isWorthARetry()) {
            throw new PartnerUnavailable(partner + " answered " + said() + ".", retryAfter);
        }
        throw new PartnerRefused(partner + " answered " + said() + ".");
    }

    private boolean isDuplicate() {
        return status == 409 && issueCodes.contains("duplicate");
    }

    private boolean isWorthARetry() {
        return !isOutcome || TRY_AGAIN.contains(status) || errorCodes.stream().anyMatch(TRY_AGAIN_CODES::contains);
    }

    /** The codes alone, for an outcome's own words could be about the patient. */
    private String said() {
        return errorCodes.isEmpty() ? Integer.toString(status) : status + " " + String.join(", ", errorCodes);
    }
}
