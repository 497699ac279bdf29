package org.linkway.routes.inbound;

import java.time.Duration;
import java.util.Optional;
import org.linkway.workflow.Body;

/** What the sender is answered. */
public record Answer(int httpStatus, String contentType, Body body, Optional<Duration> retryAfter) {}
