package org.linkway.gateway.config;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The FHIR doors.
 *
 * @param maxBodySize a larger body is refused with 413 before it is read
 * @param acceptedUseCases the BaRS use-case codes served here; no national one exists for social prescribing
 * @param acceptFailingNhsNumbers lets NHS numbers through whose check digit fails, for published test messages; production
 *     refuses to start with it
 * @param taskWithin how long a ServiceRequest that came alone may wait for its Task, until its sender and the operator are told
 * @param corsOrigins the web origins whose pages may call the doors from a browser; {@code *} for all
 */
@Validated
@ConfigurationProperties("linkway.door")
public record DoorProperties(
        @DefaultValue("2MB") @NotNull DataSize maxBodySize,
        @DefaultValue @NotNull Set<String> acceptedUseCases,
        @DefaultValue("false") boolean acceptFailingNhsNumbers,
        @DefaultValue("1d") @DurationMin(seconds = 1) Duration taskWithin,
        @DefaultValue @NotNull Set<String> corsOrigins) {}
