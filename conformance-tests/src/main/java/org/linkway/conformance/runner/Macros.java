package org.linkway.conformance.runner;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand in {@code ${}} beside the names of variables: what suites that are in use write there, so that their dates are
 * never old and their ids are new.
 */
final class Macros {
    /** {@code DATE, T, D, -30}: the day that a variable holds, and so many years, months or days from it. */
    private static final Pattern DATE = Pattern.compile("DATE\\s*,\\s*(\\w+)\\s*,\\s*([YMD])\\s*,\\s*([+-]?\\d+)");

    private static final Map<String, ChronoUnit> UNITS =
            Map.of("Y", ChronoUnit.YEARS, "M", ChronoUnit.MONTHS, "D", ChronoUnit.DAYS);
    private static final String TODAY = "T";

    static final String KNOWN = "CURRENTDATE, CURRENTDATETIME, UUID, NHSNUMBER and DATE, T, D, -30";

    private final Clock clock;
    private final Map<String, Supplier<String>> plain;

    /** @param nhsNumbers new ones, of nobody */
    Macros(Clock clock, Supplier<String> nhsNumbers) {
        this.clock = clock;
        this.plain = Map.of(
                "CURRENTDATE", () -> today().toString(),
                "CURRENTDATETIME",
                        () -> OffsetDateTime.now(clock)
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .truncatedTo(ChronoUnit.MILLIS)
                                .toString(),
                "UUID", () -> UUID.randomUUID().toString(),
                "NHSNUMBER", nhsNumbers);
    }

    /**
     * What stands for it.
     *
     * @param variables a variable's value
     * @return empty where this is none
     */
    Optional<String> value(String macro, Function<String, Optional<String>> variables) {
        Matcher date = DATE.matcher(macro);
        return date.matches()
                ? Optional.of(date(date, variables))
                : Optional.ofNullable(plain.get(macro)).map(Supplier::get);
    }

    private String date(Matcher macro, Function<String, Optional<String>> variables) {
        String name = macro.group(1);
        Optional<String> from = variables.apply(name);
        if (from.isEmpty() && !name.equals(TODAY)) {
            throw StepStopped.error(
                    "`${" + macro.group() + "}` counts from the variable " + name + ", which is not there.");
        }
        try {
            return from.map(LocalDate::parse)
                    .orElseGet(this::today)
                    .plus(Long.parseLong(macro.group(3)), UNITS.get(macro.group(2)))
                    .toString();
        } catch (DateTimeParseException e) {
            throw StepStopped.error("`${" + macro.group() + "}` counts from the variable " + name + ", which is `"
                    + from.orElse("") + "` and no date.");
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
