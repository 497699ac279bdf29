package org.linkway.gateway.store;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the store is told.
 *
 * @param claimLease how long one attempt may work a request before a repeat of the request takes it over
 * @param searchPages how long the further pages of a search can be asked for
 */
@Validated
@ConfigurationProperties("linkway.store")
record StoreProperties(
        @DefaultValue("60s") @DurationMin(seconds = 1) Duration claimLease,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration searchPages) {}
