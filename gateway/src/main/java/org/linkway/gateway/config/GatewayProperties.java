package org.linkway.gateway.config;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The gateway as a whole.
 *
 * @param mode {@code sandbox} (no authentication, invented people only) or {@code production}
 * @param dataDir where the embedded database of the sandbox lives
 */
@Validated
@ConfigurationProperties("linkway")
public record GatewayProperties(
        @DefaultValue("sandbox") @NotNull Mode mode,
        @DefaultValue("data") @NotNull Path dataDir) {

    /** How much is at stake. */
    public enum Mode {
        SANDBOX,
        PRODUCTION
    }
}
