package org.linkway.gateway.partner;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** How long a partner asks to be left alone: seconds, or an HTTP date (RFC 9110 §10.2.3). */
public final class RetryAfter {
    /** A partner that asks for more is asked sooner: a slip of theirs shall not keep outcomes from the record for days. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** Empty where it does not say, or not in a form that can be read. */
    public static Optional<Duration> of(HttpHeaders headers) {
        return of(headers::firstValue);
    }

    /** @param header the first value of a header, by its name */
    static Optional<Duration> of(Function<String, Optional<String>> header) {
        return header.apply("Retry-After").map(String::strip).flatMap(asked -> of(asked, header.apply("Date")));
    }

    private static Optional<Duration> of(String asked, Optional<String> date) {
        Optional<Duration> pause = asked.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(asked)))
                // Both by the partner's own clock, where it tells its time: ours may be another.
                : instant(asked)
                        .map(until -> Duration.between(
                                date.flatMap(RetryAfter::instant).orElseGet(Instant::now), until));
        return pause.filter(it -> !it.isNegative()).map(it -> it.compareTo(LONGEST) < 0 ? it : LONGEST);
    }

    private static Optional<Instant> instant(String httpDate) {
        try {
            return Optional.of(ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
