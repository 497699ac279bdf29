package org.linkway.gateway.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.routes.port.Criterion.Moment;
import org.linkway.routes.port.Criterion.Moment.Comparison;
import org.linkway.routes.port.Span;

class FhirTimeTest {
    private static final Instant NOW = Instant.parse("2026-03-12T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "2026-02, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "2026-03-02, 2026-03-02T00:00:00Z, 2026-03-03T00:00:00Z",
        "2026-07-01, 2026-06-30T23:00:00Z, 2026-07-01T23:00:00Z",
        "2026-03-02T12:00, 2026-03-02T12:00:00Z, 2026-03-02T12:01:00Z",
        "2026-07-01T12:00:00, 2026-07-01T11:00:00Z, 2026-07-01T11:00:01Z",
        "2026-03-02T12:00:00Z, 2026-03-02T12:00:00Z, 2026-03-02T12:00:01Z",
        "2026-03-02T12:00:00+01:00, 2026-03-02T11:00:00Z, 2026-03-02T11:00:01Z",
        "2026-03-02T12:00:00.123Z, 2026-03-02T12:00:00.123Z, 2026-03-02T12:00:00.124Z"
    })
    void lastsAsLongAsItIsExact(String text, Instant from, Instant to) {
        assertThat(FhirTime.span(text)).contains(new Span(from, to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2026-13", "2026-02-30", "20260302", "2026-03-02T25:00:00Z", "2026-03-02T12", "now", "gt2026"
            })
    void isNone(String text) {
        assertThat(FhirTime.span(text)).isEmpty();
    }

    @Test
    void readsThePrefixAndThePlusThatCameAsASpace() {
        assertThat(FhirTime.moment("ge2026-03-02T12:00:00 01:00", NOW))
                .contains(new Moment(
                        Comparison.NOT_BEFORE,
                        new Span(Instant.parse("2026-03-02T11:00:00Z"), Instant.parse("2026-03-02T11:00:01Z"))));
        assertThat(FhirTime.moment("xx2026", NOW)).isEmpty();
    }

    @Test
    void isAboutWithinATenthOfTheTimeSinceThen() {
        assertThat(FhirTime.moment("ap2026-03-02", NOW))
                .contains(new Moment(
                        Comparison.OVERLAPS,
                        new Span(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-04T00:00:00Z"))));
    }
}
