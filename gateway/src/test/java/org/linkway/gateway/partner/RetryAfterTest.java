package org.linkway.gateway.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final String NOW = "Mon, 02 Mar 2026 10:00:00 GMT";

    @ParameterizedTest
    @CsvSource({"0, PT0S", "' 7 ', PT7S", "3600, PT1H"})
    void isSeconds(String asked, Duration pause) {
        assertThat(of(asked)).contains(pause);
    }

    @Test
    void isADateByThePartnersOwnClock() {
        assertThat(of("Mon, 02 Mar 2026 10:02:00 GMT")).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "Tue, 03 Mar 2026 10:00:00 GMT"})
    void isNeverLongerThanTheLongest(String asked) {
        assertThat(of(asked)).contains(RetryAfter.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "", "1.5", "99999999999", "Mon, 02 Mar 2026 09:00:00 GMT"})
    void isNothingWhereItMakesNoSense(String asked) {
        assertThat(of(asked)).isEmpty();
    }

    @Test
    void isNothingWhereThePartnerDoesNotSay() {
        assertThat(RetryAfter.of(name -> Optional.empty())).isEmpty();
    }

    private static Optional<Duration> of(String asked) {
        Map<String, String> headers = Map.of("Retry-After", asked, "Date", NOW);
        return RetryAfter.of(name -> Optional.ofNullable(headers.get(name)));
    }
}
