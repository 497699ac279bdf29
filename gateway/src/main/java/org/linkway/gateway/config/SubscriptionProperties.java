package org.linkway.gateway.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whom subscriptions may tell, and how.
 *
 * @param allowedEndpoints the hosts to which notifications may be sent, each as {@code host.example.org} or, with all below it,
 *     {@code *.example.org}. None by default
 * @param allowedPrivateHosts those of them that may be at a private address, and be spoken to by plain http. None by default
 * @param base the FHIR base of this gateway as subscribers reach it; {@code {port}} stands for its own port
 * @param interval how often it is looked what there is to tell
 * @param threads how many notifications one node sends at the same time
 * @param maxCount how many events a notification holds where the subscription does not say
 * @param handshakeWithin how long an endpoint may fail to take its handshake before the subscription stands in error
 */
@Validated
@ConfigurationProperties("linkway.subscription")
public record SubscriptionProperties(
        @DefaultValue @NotNull List<String> allowedEndpoints,
        @DefaultValue @NotNull List<String> allowedPrivateHosts,

        @DefaultValue("http://127.0.0.1:{port}/fhir") @NotBlank
        String base,

        @DefaultValue("1s") @DurationMin(millis = 10) Duration interval,
        @DefaultValue("4") @Positive int threads,
        @DefaultValue("20") @Positive int maxCount,
        @DefaultValue("1m") @DurationMin(millis = 0) Duration handshakeWithin) {}
