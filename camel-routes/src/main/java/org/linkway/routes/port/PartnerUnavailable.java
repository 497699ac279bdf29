package org.linkway.routes.port;

import java.time.Duration;
import java.util.Optional;

/**
 * A partner could not be reached, or said that it cannot now. The message holds no patient data. Where it is not the partner that
 * failed, it is {@link HeldUp}.
 */
public sealed class PartnerUnavailable extends RuntimeException permits HeldUp {
    private static final long serialVersionUID = 1L;

    /** Null where the partner did not say. */
    private final Duration retryAfter;

    public PartnerUnavailable(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    public PartnerUnavailable(String message) {
        this(message, Optional.empty());
    }

    /** @param retryAfter how long the partner asks to be left alone (RFC 9110 §10.2.3) */
    public PartnerUnavailable(String message, Optional<Duration> retryAfter) {
        super(message);
        this.retryAfter = retryAfter.orElse(null);
    }

    /** How long the partner asks to be left alone, counted from its answer; empty where it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
