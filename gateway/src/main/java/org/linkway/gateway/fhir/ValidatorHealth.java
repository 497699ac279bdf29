package org.linkway.gateway.fhir;

import java.util.concurrent.CompletableFuture;
import org.linkway.fhir.validation.FhirReader;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Up once the validator is warm: its first call takes seconds, which no sender should wait for. It warms up beside the rest of
 * the start.
 */
@Component("validator")
class ValidatorHealth implements HealthIndicator {
    private final CompletableFuture<Void> warmUp;

    ValidatorHealth(FhirReader reader) {
        this.warmUp = CompletableFuture.runAsync(reader::warmUp, ValidatorHealth::start);
    }

    private static void start(Runnable warmUp) {
        Thread thread = new Thread(warmUp, "validator-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Health health() {
        if (warmUp.isCompletedExceptionally()) {
            return Health.down().build();
        }
        return warmUp.isDone() ? Health.up().build() : Health.outOfService().build();
    }
}
