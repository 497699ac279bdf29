package org.linkway.conformance.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What a run of reports came to.
 *
 * @param answers from when each report was due until it was answered
 * @param filings from when it was due until each of its entries was read back for the last time
 * @param reporting from the first report that was due to the last answer
 * @param errors how often each kind of error was met
 */
record FilingReport(Latencies answers, Latencies filings, Duration reporting, Map<String, Long> errors) {
    FilingReport {
        errors = Map.copyOf(errors);
    }

    long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                """
                answered  %.1f reports/s (%d in %.1f s)   %s
                filed     %d entries   %s
                errors    %s""",
                answers.count() * 1e9 / Math.max(1, reporting.toNanos()),
                answers.count(),
                reporting.toMillis() / 1e3,
                answers,
                filings.count(),
                filings,
                errors.isEmpty() ? "none" : errors);
    }
}
