package org.linkway.gateway.fhir;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up once the validator is warm: its first call takes seconds, which no sender should wait for. */
@Component("validator")
class ValidatorHealth implements HealthIndicator {
    private final ValidatorHeadStart headStart;

    ValidatorHealth(ValidatorHeadStart headStart) {
        this.headStart = headStart;
    }

    @Override
    public Health health() {
        if (headStart.warm().isCompletedExceptionally()) {
            return Health.down().build();
        }
        return headStart.warm().isDone()
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
