package org.linkway.gateway.config;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The audit trail.
 *
 * @param site by which name this gateway stands in it
 * @param interval how often entries are linked into the chain
 * @param anchorInterval how often at most the end of the chain is written to the log, and to the anchor file
 * @param anchorFile to which the end of the chain is added, a line each; best on a medium that the database's keepers cannot write
 * @param linkWithin after which the verifier takes an entry that is not linked for a fault
 */
@Validated
@ConfigurationProperties("linkway.audit")
public record AuditProperties(
        @DefaultValue("linkway") @NotBlank String site,
        @DefaultValue("10s") @DurationMin(millis = 10) Duration interval,
        @DefaultValue("15m") @DurationMin(millis = 1) Duration anchorInterval,
        Optional<String> anchorFile,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration linkWithin) {}
