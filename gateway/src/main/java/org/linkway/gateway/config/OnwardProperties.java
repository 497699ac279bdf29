package org.linkway.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Services to which people are referred on, and that have a system of their own.
 *
 * @param services each under the id that events name ({@code service.id})
 * @param askInterval how often each is asked how its referrals stand
 */
@Validated
@ConfigurationProperties("linkway.onward")
public record OnwardProperties(
        @DefaultValue @NotNull Map<String, @Valid Service> services,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration askInterval) {

    /**
     * One service.
     *
     * @param endpoint the FHIR R4 base of its system
     */
    public record Service(@NotBlank String endpoint) {}
}
