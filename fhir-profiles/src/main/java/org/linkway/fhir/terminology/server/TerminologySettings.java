package org.linkway.fhir.terminology.server;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which terminology server is asked, and how patiently.
 *
 * @param baseUrl its FHIR R4 base
 * @param connectTimeout how long a connection may take
 * @param answerTimeout how long a whole answer may take, connection included
 * @param cacheSize how many answers are kept
 * @param cacheTime how long an answer is kept; failures are not kept at all
 * @param breaker when the server is spared
 * @param policies what happens on each kind of failure; one for each
 */
public record TerminologySettings(
        URI baseUrl,
        Duration connectTimeout,
        Duration answerTimeout,
        int cacheSize,
        Duration cacheTime,
        Breaker breaker,
        Map<Failure, FailurePolicy> policies) {

    public TerminologySettings {
        policies = new EnumMap<>(policies);
        for (Failure failure : Failure.values()) {
            if (!policies.containsKey(failure)) {
                throw new IllegalArgumentException("There is no policy for " + failure + ": no failure may be silent.");
            }
        }
    }

    /**
     * A server that does not answer is left alone for a while, so that messages do not wait for it.
     *
     * @param failures so many in a row open the breaker; only {@link Failure#UNREACHABLE} counts
     * @param pause how long it stays open, until one question may try again
     */
    public record Breaker(int failures, Duration pause) {}

    FailurePolicy policy(Failure failure) {
        return policies.get(failure);
    }
}
