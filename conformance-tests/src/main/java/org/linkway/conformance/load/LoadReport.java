package org.linkway.conformance.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run of load came to. */
final class LoadReport {
    private final Latencies latencies;
    private final Duration wallTime;
    private final Map<String, Long> errors;

    /**
     * @param nanos how long each referral waited for its answer, in any order
     * @param errors how often each kind of error was the answer
     */
    LoadReport(long[] nanos, Duration wallTime, Map<String, Long> errors) {
        this.latencies = new Latencies(nanos);
        this.wallTime = wallTime;
        this.errors = new TreeMap<>(errors);
    }

    long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    double perSecond() {
        return latencies.count() * 1e9 / wallTime.toNanos();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                """
                rate      %.1f referrals/s (%d in %.1f s)
                latency   %s
                errors    %s""",
                perSecond(),
                latencies.count(),
                wallTime.toMillis() / 1e3,
                latencies,
                errors.isEmpty() ? "none" : errors);
    }
}
