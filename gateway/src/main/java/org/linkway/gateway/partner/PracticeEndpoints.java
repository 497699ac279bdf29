package org.linkway.gateway.partner;

import java.util.Optional;
import org.linkway.gateway.config.RecordProperties;
import org.linkway.referral.Practice;
import org.linkway.routes.port.RecordChannels;
import org.linkway.workflow.RecordChannel;
import org.springframework.stereotype.Component;

/** How, and at which address, each practice takes entries for its records. */
@Component
class PracticeEndpoints implements RecordChannels {
    private final RecordProperties properties;
    private final PartnerEndpoints endpoints;

    PracticeEndpoints(RecordProperties properties, PartnerEndpoints endpoints) {
        this.properties = properties;
        this.endpoints = endpoints;
    }

    @Override
    public RecordChannel of(Practice practice) {
        return properties
                .of(practice)
                .flatMap(RecordProperties.Practice::channel)
                .orElse(properties.channel());
    }

    /** The FHIR base of the practice's record. */
    String recordOf(Practice practice) {
        Optional<String> own = properties.of(practice).flatMap(RecordProperties.Practice::base);
        return own.map(endpoints::resolved).orElseGet(endpoints::recordEndpoint);
    }
}
