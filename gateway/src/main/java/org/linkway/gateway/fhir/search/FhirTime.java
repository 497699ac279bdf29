package org.linkway.gateway.fhir.search;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.routes.port.Criterion.Moment;
import org.linkway.routes.port.Criterion.Moment.Comparison;
import org.linkway.routes.port.Span;

/** FHIR's dates and times, which say how exact they are. Where they name no zone, the time is England's. */
final class FhirTime {
    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?<seconds>:\\d{2}(?<fraction>\\.\\d{1,9})?)?(?<zone>Z|[+-]\\d{2}:\\d{2})?");
    private static final Pattern PREFIXED = Pattern.compile("([a-z]{2})?(.*)");
    private static final Map<String, Comparison> PREFIXES = Map.of(
            "eq", Comparison.WITHIN,
            "ne", Comparison.NOT_WITHIN,
            "gt", Comparison.LATER,
            "lt", Comparison.EARLIER,
            "ge", Comparison.NOT_BEFORE,
            "le", Comparison.NOT_AFTER,
            "sa", Comparison.STARTS_AFTER,
            "eb", Comparison.ENDS_BEFORE,
            "ap", Comparison.OVERLAPS);
    /** R4: approximately is within a tenth of the time between then and now. */
    private static final int TENTH = 10;

    private FhirTime() {}

    /** Empty where it is none. */
    static Optional<Span> span(String text) {
        try {
            return switch (text.length()) {
                case 4 -> Optional.of(years(Year.parse(text)));
                case 7 -> Optional.of(months(YearMonth.parse(text)));
                case 10 -> Optional.of(day(LocalDate.parse(text)));
                default -> time(text);
            };
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** A time with FHIR's prefix, or without; empty where it is none. A plus that was not encoded came as a space. */
    static Optional<Moment> moment(String text, Instant now) {
        Matcher prefixed = PREFIXED.matcher(text.replace(' ', '+'));
        if (!prefixed.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        PREFIXES.get(Optional.ofNullable(prefixed.group(1)).orElse("eq")))
                .flatMap(comparison -> span(prefixed.group(2))
                        .map(span -> comparison == Comparison.OVERLAPS ? about(span, now) : span)
                        .map(span -> new Moment(comparison, span)));
    }

    private static Span about(Span span, Instant now) {
        Duration tenth = Duration.between(span.from(), now).abs().dividedBy(TENTH);
        return new Span(span.from().minus(tenth), span.to().plus(tenth));
    }

    private static Span years(Year year) {
        return new Span(begin(year.atDay(1)), begin(year.plusYears(1).atDay(1)));
    }

    private static Span months(YearMonth month) {
        return new Span(begin(month.atDay(1)), begin(month.plusMonths(1).atDay(1)));
    }

    private static Span day(LocalDate day) {
        return new Span(begin(day), begin(day.plusDays(1)));
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ENGLAND).toInstant();
    }

    private static Optional<Span> time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        Instant from = time.group("zone") == null
                ? LocalDateTime.parse(text).atZone(ENGLAND).toInstant()
                : OffsetDateTime.parse(text).toInstant();
        if (time.group("seconds") == null) {
            return Optional.of(new Span(from, from.plus(1, ChronoUnit.MINUTES)));
        }
        if (time.group("fraction") == null) {
            return Optional.of(new Span(from, from.plusSeconds(1)));
        }
        Instant millis = from.truncatedTo(ChronoUnit.MILLIS);
        return Optional.of(new Span(millis, millis.plusMillis(1)));
    }
}
