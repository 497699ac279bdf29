package org.linkway.gateway.config;

import java.util.Arrays;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.linkway.routes.RouteId;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up once every route is started: the port opens a moment before. */
@Component("routes")
class RoutesHealth implements HealthIndicator {
    private final CamelContext camel;

    RoutesHealth(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public Health health() {
        boolean started = Arrays.stream(RouteId.values())
                .allMatch(route -> camel.getRouteController().getRouteStatus(route.id()) == ServiceStatus.Started);
        return started ? Health.up().build() : Health.outOfService().build();
    }
}
