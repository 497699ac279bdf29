package org.linkway.gateway.partner;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private final Access open;
    private final Access elsewhere;
    private final Map<String, Access> byPractice;

    PracticeEndpoints(RecordProperties properties, PartnerEndpoints endpoints, PartnerAccess access) {
        this.properties = properties;
        this.endpoints = endpoints;
        this.open = access.open();
        this.elsewhere = access.of("linkway.record.access", properties.access());
        this.byPractice = properties.practices().entrySet().stream()
                .filter(practice -> practice.getValue().access().isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        practice -> access.of(
                                "linkway.record.practices." + practice.getKey() + ".access",
                                practice.getValue().access())));
    }

    @Override
    public RecordChannel of(Practice practice) {
        return properties
                .of(practice)
                .flatMap(RecordProperties.Practice::channel)
                .orElse(properties.channel());
    }

    @Override
    public boolean anyPulls() {
        return properties.channel() == RecordChannel.PULL
                || properties.practices().values().stream()
                        .anyMatch(it -> it.channel().equals(Optional.of(RecordChannel.PULL)));
    }

    /** A client of the practice's own record; what proves Linkway at one practice is shown to no other. */
    IGenericClient client(FhirPartner partner, Practice practice) {
        Optional<String> own = properties.of(practice).flatMap(RecordProperties.Practice::base);
        Optional<Access> access = Optional.ofNullable(byPractice.get(RecordProperties.key(practice)));
        return own.map(base -> partner.client(endpoints.resolved(base), access.orElse(open)))
                .orElseGet(() -> partner.client(endpoints.recordEndpoint(), access.orElse(elsewhere)));
    }
}
