package org.linkway.gateway.delivery;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deliveries are made.
 *
 * @param threads how many deliveries one node makes at the same time
 * @param priorityThreads how many more it keeps for concerns and clocks, which never wait behind deliveries
 * @param pollInterval how often a node looks for due deliveries that it did not cause itself
 * @param heartbeat how often a node says that it is still at a delivery. After four missed ones, noticed within two more, the
 *     delivery is made again by any node
 * @param firstRetry the pause after the first failed attempt
 * @param retryFactor by how much each further pause is longer than the one before
 * @param longestRetry the longest pause
 * @param giveUpAfter how old a delivery may become before the next failed attempt parks it
 * @param shutdownWait how long a node that stops waits for the attempts it has under way; then it interrupts them and waits
 *     as long again
 */
@Validated
@ConfigurationProperties("linkway.delivery")
record DeliveryProperties(
        @DefaultValue("4") @Positive int threads,
        @DefaultValue("2") @Positive int priorityThreads,
        @DefaultValue("1s") @DurationMin(millis = 1) Duration pollInterval,
        @DefaultValue("1500ms") @DurationMin(millis = 100) Duration heartbeat,
        @DefaultValue("500ms") @DurationMin(millis = 1) Duration firstRetry,
        @DefaultValue("2") @DecimalMin("1") double retryFactor,
        @DefaultValue("15m") @DurationMin(millis = 1) Duration longestRetry,
        @DefaultValue("7d") @DurationMin(millis = 1) Duration giveUpAfter,
        @DefaultValue("10s") @DurationMin(millis = 0) Duration shutdownWait) {}
