package org.linkway.gateway.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.linkway.gateway.store.DeliveryLedger.Backlog;
import org.linkway.referral.Kebab;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.port.Alerts;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;

/** What is measured of deliveries. Nothing in a label is about a person; there is one destination for each partner. */
final class DeliveryMeters {
    private final MeterRegistry registry;
    private final MultiGauge backlog;
    private final MultiGauge breakers;
    private final MultiGauge alerts;

    DeliveryMeters(MeterRegistry registry) {
        this.registry = registry;
        this.backlog = MultiGauge.builder("linkway.deliveries")
                .description("Deliveries that are not finished, and those that wait for a person")
                .register(registry);
        this.breakers = MultiGauge.builder("linkway.delivery.breaker")
                .description("Whether this node's breaker of a destination is open: 1, half open: 0.5, or closed: 0")
                .register(registry);
        this.alerts = MultiGauge.builder("linkway.alerts.open")
                .description("Alerts that are raised and not cleared")
                .register(registry);
    }

    void attempted(Delivery after, DeliveryOutcome outcome) {
        Tags tags = Tags.of("kind", Kebab.of(after.kind()), "destination", after.destination());
        registry.counter("linkway.delivery.attempts", tags.and("outcome", outcome.match(new Name())))
                .increment();
        if (after.state() == State.DELIVERED) {
            registry.timer("linkway.delivery.time", tags)
                    .record(Duration.between(after.createdAt(), after.nextAttemptAt()));
        }
    }

    void standing(List<Backlog> waiting, Map<String, String> breakerStates, List<Alerts.Alert> open) {
        backlog.register(waiting.stream().flatMap(DeliveryMeters::rows).toList(), true);
        breakers.register(
                breakerStates.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                it -> MultiGauge.Row.of(Tags.of("destination", it.getKey()), openness(it.getValue())))
                        .toList(),
                true);
        alerts.register(
                Stream.of(Alerts.Kind.values())
                        .<MultiGauge.Row<?>>map(kind -> MultiGauge.Row.of(
                                Tags.of("kind", Kebab.of(kind)),
                                open.stream().filter(it -> it.kind() == kind).count()))
                        .toList(),
                true);
    }

    private static Stream<MultiGauge.Row<?>> rows(Backlog at) {
        return Stream.of(
                row(at, State.PENDING, at.pending()),
                row(at, State.RETRYING, at.retrying()),
                row(at, State.AWAITING, at.awaiting()),
                row(at, State.PARKED, at.parked()));
    }

    private static MultiGauge.Row<?> row(Backlog at, State state, long count) {
        return MultiGauge.Row.of(Tags.of("destination", at.destination(), "state", Kebab.of(state)), count);
    }

    private static double openness(String breakerState) {
        return switch (breakerState) {
            case "closed" -> 0;
            case "half-open" -> 0.5;
            default -> 1;
        };
    }

    private static final class Name implements DeliveryOutcome.Cases<String> {
        @Override
        public String delivered() {
            return "delivered";
        }

        @Override
        public String retryLater(DeliveryOutcome.RetryLater later) {
            return "retry-later";
        }

        @Override
        public String held(DeliveryOutcome.Held held) {
            return "held";
        }

        @Override
        public String parked(DeliveryOutcome.Parked parked) {
            return "parked";
        }

        @Override
        public String elsewhere(DeliveryOutcome.Elsewhere elsewhere) {
            return "elsewhere";
        }

        @Override
        public String awaiting(DeliveryOutcome.Awaiting awaiting) {
            return "awaiting";
        }
    }
}
