package org.linkway.routes.port;

import java.time.Duration;
import java.util.Optional;

/**
 * Nothing can go to the partner now, and the partner has not failed: what is needed before it is asked was not to be had (who the
 * person is, a token), or somebody else was faster. The message says who or what, and holds no patient data.
 */
public final class HeldUp extends PartnerUnavailable {
    private static final long serialVersionUID = 1L;

    public HeldUp(String message, Throwable cause) {
        super(message, cause);
    }

    public HeldUp(String message) {
        super(message);
    }

    /** @param retryAfter how long whoever it was asks to be left alone */
    public HeldUp(String message, Optional<Duration> retryAfter) {
        super(message, retryAfter);
    }
}
