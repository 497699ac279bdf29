package org.linkway.conformance.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How long each of many things took. */
final class Latencies {
    private final long[] nanosAscending;

    /** @param nanos in any order */
    Latencies(long[] nanos) {
        this.nanosAscending = Arrays.stream(nanos).sorted().toArray();
    }

    int count() {
        return nanosAscending.length;
    }

    /** What this share of them did not exceed (nearest rank). */
    Duration percentile(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * nanosAscending.length);
        return Duration.ofNanos(nanosAscending[Math.max(rank, 1) - 1]);
    }

    @Override
    public String toString() {
        return nanosAscending.length == 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "p50 %s   p95 %s   p99 %s   max %s",
                        millis(percentile(50)),
                        millis(percentile(95)),
                        millis(percentile(99)),
                        millis(percentile(100)));
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
