package org.linkway.gateway.config;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMin;
import org.linkway.referral.TimerKind;
import org.linkway.workflow.TimerPolicy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The clocks that run on referrals; the defaults of the watches are in {@code application.yaml}.
 *
 * @param interval how often it is looked which clocks have run out
 * @param watches for each kind of timer how long it runs until somebody is told, and until that is escalated
 */
@Validated
@ConfigurationProperties("linkway.clock")
public record ClockProperties(
        @DefaultValue("15s") @DurationMin(millis = 100) Duration interval,
        @DefaultValue @NotNull Map<TimerKind, Watch> watches) {

    /**
     * One clock.
     *
     * @param first until whoever has to act is told
     * @param again until it is escalated, and then again each time
     */
    public record Watch(@NotNull Duration first, @NotNull Duration again) {}

    TimerPolicy toPolicy() {
        for (TimerKind kind : TimerKind.values()) {
            Watch watch = watches.get(kind);
            if (watch == null || watch.first().isNegative() || watch.again().compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalStateException("linkway.clock.watches." + kind.code()
                        + ": say how long it runs ('first') and when it is said again ('again', a minute at least).");
            }
        }
        return new TimerPolicy(watches.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        it -> new TimerPolicy.Watch(
                                it.getValue().first(), it.getValue().again()))));
    }
}
