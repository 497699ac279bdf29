package org.linkway.gateway.delivery;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deliveries are made.
 *
 * @param threads how many deliveries one node makes at the same time
 * @param slowAfter how long an attempt keeps one of the threads; then another takes the thread's place until it comes back, up
 *     to four times as many in all
 * @param priorityThreads how many more it keeps for concerns and clocks, which never wait behind deliveries
 * @param pollInterval how often a node looks for due deliveries that it did not cause itself
 * @param heartbeat how often a node says that it is still at a delivery. After four missed ones, noticed within two more, the
 *     delivery is made again by any node
 * @param firstRetry the pause after the first failed attempt
 * @param retryFactor by how much each further pause is longer than the one before
 * @param longestRetry the longest pause
 * @param giveUpAfter how long after it was made, or last replayed, the next failed attempt parks a delivery
 * @param shutdownWait how long a node that stops waits for the attempts it has under way; then it interrupts them and waits
 *     as long again
 * @param concurrency how many deliveries to one destination a node makes at the same time
 * @param rate how many deliveries to one destination a node begins in a second; 0 for no limit
 * @param breaker when a destination is left alone
 * @param destinations what is otherwise for some destinations, by name, or by address where practices share one; with a
 *     {@code *} at the end, by how it begins
 * @param alertAfter how long a delivery may fail before the alert {@code destination-failing} is raised
 * @param watchInterval how often alerts are raised and cleared, and what was left behind is found
 */
@Validated
@ConfigurationProperties("linkway.delivery")
record DeliveryProperties(
        @DefaultValue("16") @Positive int threads,
        @DefaultValue("2s") @DurationMin(millis = 1) Duration slowAfter,
        @DefaultValue("2") @Positive int priorityThreads,
        @DefaultValue("1s") @DurationMin(millis = 1) Duration pollInterval,
        @DefaultValue("1500ms") @DurationMin(millis = 100) Duration heartbeat,
        @DefaultValue("500ms") @DurationMin(millis = 1) Duration firstRetry,
        @DefaultValue("2") @DecimalMin("1") double retryFactor,
        @DefaultValue("15m") @DurationMin(millis = 1) Duration longestRetry,
        @DefaultValue("7d") @DurationMin(millis = 1) Duration giveUpAfter,
        @DefaultValue("10s") @DurationMin(millis = 0) Duration shutdownWait,
        @DefaultValue("4") @Positive int concurrency,
        @DefaultValue("0") @PositiveOrZero double rate,
        @DefaultValue @Valid Breaker breaker,
        @DefaultValue Map<String, @Valid OfDestination> destinations,
        @DefaultValue("15m") @DurationMin(millis = 1) Duration alertAfter,
        @DefaultValue("10s") @DurationMin(millis = 100) Duration watchInterval) {

    DeliveryProperties {
        destinations = Map.copyOf(destinations);
    }

    /**
     * When a destination is left alone.
     *
     * @param calls of how many of the last attempts the failed ones are counted; before that many, it stays closed
     * @param failures the share of failed ones in per cent at which it opens
     * @param pause how long it stays open; then one delivery is tried, and closes it or opens it again
     */
    record Breaker(
            @DefaultValue("10") @Positive int calls,

            @DefaultValue("60") @DecimalMin("1") @DecimalMax("100") float failures,

            @DefaultValue("10s") @DurationMin(millis = 1) Duration pause) {}

    /**
     * What is otherwise at a destination. What is left out is as for all; of a breaker, as the default says.
     *
     * @param breaker null where it is left out: Spring fills no record within an Optional
     */
    record OfDestination(
            Optional<@Positive Integer> concurrency,
            Optional<@PositiveOrZero Double> rate,
            @Valid Breaker breaker) {}

    /**
     * What holds for one destination.
     *
     * @param rate deliveries begun in a second; 0 for no limit
     */
    record Limits(int concurrency, double rate, Breaker breaker) {}

    /** By its name, else by the longest beginning of it, else as for all. */
    Limits limits(String destination) {
        OfDestination own = Optional.ofNullable(destinations.get(destination))
                .or(() -> destinations.entrySet().stream()
                        .filter(it -> it.getKey().endsWith("*")
                                && destination.startsWith(
                                        it.getKey().substring(0, it.getKey().length() - 1)))
                        .max(Comparator.comparing(it -> it.getKey().length()))
                        .map(Map.Entry::getValue))
                .orElse(new OfDestination(Optional.empty(), Optional.empty(), null));
        return new Limits(
                own.concurrency().orElse(concurrency),
                own.rate().orElse(rate),
                Optional.ofNullable(own.breaker()).orElse(breaker));
    }
}
