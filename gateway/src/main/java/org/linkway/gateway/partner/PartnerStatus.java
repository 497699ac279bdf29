package org.linkway.gateway.partner;

import java.time.Duration;
import java.util.Optional;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;

/** What a partner's HTTP status means for what was sent. */
final class PartnerStatus {
    private PartnerStatus() {}

    /**
     * The exception for a status that is not a success. Only an answer about what was sent is a refusal; one about the
     * server, the connection or our standing may change without anything being changed in what was sent.
     *
     * @param retryAfter how long the partner asks to be left alone
     */
    static RuntimeException failure(String partner, int status, Optional<Duration> retryAfter) {
        String sentence = partner + " answered " + status + ".";
        return switch (status) {
            case 400, 409, 410, 412, 413, 415, 422 -> new PartnerRefused(sentence);
            default -> new PartnerUnavailable(sentence, retryAfter);
        };
    }
}
