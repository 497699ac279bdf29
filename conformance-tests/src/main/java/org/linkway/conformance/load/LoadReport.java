package org.linkway.conformance.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run of load came to. */
final class LoadReport {
    private final long[] nanosAscending;
    private final Duration wallTime;
    private final Map<String, Long> errors;

    /**
     * @param nanos how long each referral waited for its answer, in any order
     * @param errors how often each kind of error was the answer
     */
    LoadReport(long[] nanos, Duration wallTime, Map<String, Long> errors) {
        this.nanosAscending = Arrays.stream(nanos).sorted().toArray();
        this.wallTime = wallTime;
        this.errors = new TreeMap<>(errors);
    }

    long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    double perSecond() {
        return nanosAscending.length * 1e9 / wallTime.toNanos();
    }

    /** The latency that this share of the referrals did not exceed (nearest rank). */
    Duration percentile(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * nanosAscending.length);
        return Duration.ofNanos(nanosAscending[Math.max(rank, 1) - 1]);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                """
                rate      %.1f referrals/s (%d in %.1f s)
                latency   p50 %s   p95 %s   p99 %s   max %s
                errors    %s""",
                perSecond(),
                nanosAscending.length,
                wallTime.toMillis() / 1e3,
                millis(percentile(50)),
                millis(percentile(95)),
                millis(percentile(99)),
                millis(percentile(100)),
                errors.isEmpty() ? "none" : errors);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
