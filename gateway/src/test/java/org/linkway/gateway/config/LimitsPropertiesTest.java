package org.linkway.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.config.LimitsProperties.Allowance;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What is set counts: a limit that is not heeded is none. */
class LimitsPropertiesTest {

    @Test
    void whatIsSetCounts() {
        LimitsProperties limits = bound(Map.of(
                "linkway.limits.party.requests-per-second", "1",
                "linkway.limits.party.burst", "2",
                "linkway.limits.party.concurrent", "3",
                "linkway.limits.address.requests-per-second", "4",
                "linkway.limits.address.burst", "5",
                "linkway.limits.address.concurrent", "6",
                "linkway.limits.parties.greedy.requests-per-second", "7",
                "linkway.limits.parties.greedy.burst", "8",
                "linkway.limits.parties.greedy.concurrent", "9",
                "linkway.limits.at-once", "10"));

        assertThat(limits.party()).isEqualTo(new Allowance(1, 2, 3));
        assertThat(limits.address()).isEqualTo(new Allowance(4, 5, 6));
        assertThat(limits.parties()).containsExactly(Map.entry("greedy", new Allowance(7, 8, 9)));
        assertThat(limits.atOnce()).contains(10);
    }

    @Test
    void whatIsNotSetIsTheGatewaysToSay() {
        LimitsProperties limits = bound(Map.of());

        assertThat(limits.party()).isNull();
        assertThat(limits.address()).isNull();
        assertThat(limits.atOnce()).isEmpty();
    }

    private static LimitsProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("linkway.limits", LimitsProperties.class);
    }
}
