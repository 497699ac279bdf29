package org.linkway.gateway.partner;

import java.time.Duration;
import org.linkway.gateway.config.PartnerProperties;

final class TestPartners {
    private TestPartners() {}

    static PartnerProperties at(String workerWebhook, String recordEndpoint) {
        return new PartnerProperties(workerWebhook, recordEndpoint, Duration.ofSeconds(2), Duration.ofSeconds(5));
    }
}
