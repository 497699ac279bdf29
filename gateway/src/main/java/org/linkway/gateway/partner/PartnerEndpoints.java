package org.linkway.gateway.partner;

import org.linkway.gateway.config.PartnerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where the partners are, with the gateway's own port filled in, which is known only once it listens. */
@Component
class PartnerEndpoints {
    private final PartnerProperties properties;
    private final Environment environment;

    PartnerEndpoints(PartnerProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    String workerWebhook() {
        return resolved(properties.workerWebhook());
    }

    String recordEndpoint() {
        return resolved(properties.recordEndpoint());
    }

    /** The address with the gateway's own port filled in. */
    String resolved(String address) {
        return address.contains("{port}")
                ? address.replace("{port}", environment.getRequiredProperty("local.server.port"))
                : address;
    }
}
