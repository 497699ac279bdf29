package org.linkway.gateway.partner;

import java.util.Map;
import java.util.stream.Collectors;
import org.linkway.gateway.config.OnwardProperties;
import org.springframework.stereotype.Component;

/** How Linkway proves itself to each service to which people are referred on. */
@Component
final class OnwardAccess {
    private final Map<String, Access> services;

    OnwardAccess(OnwardProperties properties, PartnerAccess access) {
        this.services = properties.services().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        service -> access.of(
                                "linkway.onward.services." + service.getKey() + ".access",
                                service.getValue().access())));
    }

    /** @param service that is configured */
    Access of(String service) {
        return services.get(service);
    }
}
