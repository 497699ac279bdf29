package org.linkway.gateway.partner;

import java.time.Clock;
import java.util.Set;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.PdsProperties;
import org.linkway.gateway.store.AuditBook;
import org.linkway.routes.port.PersonTrace;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who says where a person is. */
@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

    @Bean
    PersonTrace personTrace(
            PdsProperties properties,
            PartnerProperties partners,
            PartnerEndpoints endpoints,
            PartnerAccess access,
            AuditBook audit,
            Clock clock) {
        Access proof = access.of("linkway.pds.access", properties.access());
        return properties.base() == null
                ? new StatedPersonTrace()
                : new SparedTrace(
                        new PdsPersonTrace(
                                properties, endpoints, partners.responseTimeout(), proof, audit::record, clock),
                        properties,
                        clock);
    }

    /** What there is to say of the lookup, where anybody is asked. */
    @Bean
    NeededServices lookup(PersonTrace trace) {
        return trace instanceof NeededServices asked ? asked : Set::of;
    }
}
