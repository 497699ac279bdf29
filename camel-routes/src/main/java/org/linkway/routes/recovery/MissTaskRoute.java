package org.linkway.routes.recovery;

import static org.linkway.routes.RouteId.RECOVERY_TASK_MISS;

import org.apache.camel.builder.RouteBuilder;
import org.linkway.workflow.PublishedResource;

/** A ServiceRequest has waited too long for its Task. Takes the ServiceRequest, answers whether its sender was told. */
public final class MissTaskRoute extends RouteBuilder {
    private final MissTask missTask;

    public MissTaskRoute(MissTask missTask) {
        this.missTask = missTask;
    }

    // spotless:off
    @Override
    public void configure() {
        from(RECOVERY_TASK_MISS.endpoint()).routeId(RECOVERY_TASK_MISS.id())
            .errorHandler(noErrorHandler())
            .transform().body(PublishedResource.class, missTask::tell).id("miss");
    }
    // spotless:on
}
