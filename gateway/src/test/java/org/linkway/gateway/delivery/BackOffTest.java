package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @ParameterizedTest(name = "after {0} failed attempts the pause is between {1} and {2}")
    @CsvSource({
        "1, PT0.25S, PT0.5S",
        "2, PT0.5S, PT1S",
        "3, PT1S, PT2S",
        "11, PT4M16S, PT8M32S",
        "12, PT7M30S, PT15M",
        "100000, PT7M30S, PT15M",
    })
    void growsUpToTheLongestPause(int attempts, Duration shortest, Duration longest) {
        assertThat(backOff(0).pauseAfter(attempts)).isEqualTo(shortest);
        assertThat(backOff(1).pauseAfter(attempts)).isEqualTo(longest);
    }

    @Test
    void spreadsPausesByChance() {
        assertThat(backOff(0.5).pauseAfter(1)).isEqualTo(Duration.ofMillis(375));
    }

    private static BackOff backOff(double chance) {
        return new BackOff(FIRST, 2, LONGEST, () -> chance);
    }
}
