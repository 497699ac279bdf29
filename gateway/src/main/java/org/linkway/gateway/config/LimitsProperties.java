package org.linkway.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of a node one caller may use. Each node counts for itself, so with two nodes a party gets twice as much.
 *
 * @param party what each party gets that is not named below; null where not set: much in the sandbox, and about a twelfth
 *     of the machine in production (Spring fills no record within an Optional)
 * @param parties what some of them get otherwise, by the party's id
 * @param address null likewise; what each network address gets before anybody knows who calls; where a proxy stands in front, it has to say
 *     who calls ({@code server.forward-headers-strategy}), or all have the proxy's
 * @param atOnce how many requests a node works at the same time; others wait for their turn, party by party. Without it, as
 *     many as it has processors, and in the sandbox as many as one party
 * @param failedLogins how many requests from one address may be answered 401 in a minute, until that address has to wait
 * @param bodyWithin how long a request's body may take to arrive
 */
@Validated
@ConfigurationProperties("linkway.limits")
public record LimitsProperties(
        @Valid Allowance party,
        @DefaultValue @NotNull Map<String, @Valid Allowance> parties,
        @Valid Allowance address,
        @NotNull Optional<@Min(2) Integer> atOnce,
        @DefaultValue("30") @Min(1) int failedLogins,

        @DefaultValue("20s") @NotNull @DurationMin(seconds = 1)
        Duration bodyWithin) {

    /**
     * What one caller may use.
     *
     * @param requestsPerSecond over a longer time
     * @param burst how many requests may come at once after a quiet time
     * @param concurrent how many may be worked at the same time
     */
    public record Allowance(
            @Min(1) int requestsPerSecond,
            @Min(1) int burst,
            @Min(1) int concurrent) {}
}
