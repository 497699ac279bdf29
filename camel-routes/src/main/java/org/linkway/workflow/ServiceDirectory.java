package org.linkway.workflow;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.linkway.referral.OnwardService;

/**
 * What this gateway knows of the services that it can reach, and how long such knowledge lasts.
 *
 * @param services each under its id
 * @param assuredWithin how long ago a service may have been assured before whoever refers there is warned
 */
public record ServiceDirectory(Map<String, OnwardService> services, Duration assuredWithin) {
    public ServiceDirectory {
        services = Map.copyOf(services);
    }

    /** One in which nothing stands. */
    public static ServiceDirectory empty() {
        return new ServiceDirectory(Map.of(), Duration.ofDays(365));
    }

    /** The service with what is known of it: what is configured here comes before what an event says. */
    OnwardService known(OnwardService told) {
        return told.id()
                .flatMap(id -> Optional.ofNullable(services.get(id)))
                .map(here -> here.completedBy(told))
                .orElse(told);
    }
}
