package org.linkway.gateway.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the partners are. In each address, {@code {port}} stands for the gateway's own port.
 *
 * @param workerWebhook where new referrals are pushed; the default is the sandbox's stand-in
 * @param recordEndpoint the FHIR base of the practices' record; the default is the sandbox's stand-in
 * @param connectTimeout how long a connection may take
 * @param responseTimeout how long an answer may take
 */
@Validated
@ConfigurationProperties("linkway.partner")
public record PartnerProperties(
        @DefaultValue("http://127.0.0.1:{port}/sandbox/worker/webhook") @NotBlank
        String workerWebhook,

        @DefaultValue("http://127.0.0.1:{port}/sandbox/gp/fhir") @NotBlank
        String recordEndpoint,

        @DefaultValue("2s") @NotNull Duration connectTimeout,
        @DefaultValue("10s") @NotNull Duration responseTimeout) {}
