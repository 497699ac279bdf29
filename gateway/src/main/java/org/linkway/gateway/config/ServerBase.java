package org.linkway.gateway.config;

import java.util.function.Supplier;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The FHIR base of this gateway as subscribers reach it, with its own port filled in, which is known only once it listens. */
@Component
public class ServerBase implements Supplier<String> {
    private final SubscriptionProperties properties;
    private final Environment environment;

    ServerBase(SubscriptionProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    @Override
    public String get() {
        String base = properties.base();
        return base.contains("{port}")
                ? base.replace("{port}", environment.getRequiredProperty("local.server.port"))
                : base;
    }
}
