package org.linkway.routes.inbound;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.linkway.workflow.Body;

/**
 * What the sender is answered.
 *
 * @param headers beside those that every answer has
 */
public record Answer(
        int httpStatus, String contentType, Body body, Optional<Duration> retryAfter, Map<String, String> headers) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public Answer(int httpStatus, String contentType, Body body, Optional<Duration> retryAfter) {
        this(httpStatus, contentType, body, retryAfter, Map.of());
    }
}
