package org.linkway.routes;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Routes that run, without anything around them. */
public final class StartedRoutes implements AutoCloseable {
    private final CamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate template;

    /** @param routes and, before those that name them, their error policies */
    public StartedRoutes(List<? extends RouteBuilder> routes) throws Exception {
        for (RouteBuilder route : routes) {
            camel.addRoutes(route);
        }
        camel.start();
        template = camel.createProducerTemplate();
    }

    public <T> T request(RouteId route, Object body, Class<T> answer) {
        return template.requestBody(route.endpoint(), body, answer);
    }

    CamelContext camel() {
        return camel;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
