package org.linkway.gateway.partner;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.linkway.gateway.config.PdsProperties;
import org.linkway.referral.Person;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.PersonTrace;
import org.linkway.workflow.Traced;

/**
 * Spares a lookup that fails: after so many failures in a row one entry at a time asks it, after a pause, and the others are held
 * up without asking. Whatever fails here is no failure of the practice that the entry is for.
 */
final class SparedTrace implements PersonTrace, NeededServices {
    static final String NAME = "the demographics service";

    private final PersonTrace lookup;
    private final PdsProperties properties;
    private final CircuitBreaker breaker;

    SparedTrace(PersonTrace lookup, PdsProperties properties, Clock clock) {
        this.lookup = lookup;
        this.properties = properties;
        this.breaker = CircuitBreaker.of(
                NAME,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(properties.breakerFailures())
                        .minimumNumberOfCalls(properties.breakerFailures())
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(properties.breakerPause())
                        .clock(clock)
                        .build());
    }

    @Override
    public Traced trace(Person person) {
        if (!breaker.tryAcquirePermission()) {
            throw new HeldUp(
                    "The demographics service fails, and is spared: one entry at a time asks it again.",
                    Optional.of(properties.breakerPause()));
        }
        try {
            Traced traced = lookup.trace(person);
            answered();
            return traced;
        } catch (PartnerRefused refused) {
            answered();
            throw refused;
        } catch (PartnerUnavailable notNow) {
            breaker.onError(0, TimeUnit.NANOSECONDS, notNow);
            throw heldUp(notNow);
        } catch (RuntimeException ours) {
            breaker.releasePermission();
            throw ours;
        }
    }

    private void answered() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    private static HeldUp heldUp(PartnerUnavailable notNow) {
        HeldUp heldUp = new HeldUp(notNow.getMessage(), notNow.retryAfter());
        heldUp.initCause(notNow);
        return heldUp;
    }

    @Override
    public Set<String> failing() {
        return breaker.getState() == CircuitBreaker.State.CLOSED ? Set.of() : Set.of(NAME);
    }
}
