package org.linkway.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadReportTest {
    private static final long[] ONE_TO_HUNDRED_MILLIS = LongStream.iterate(100, it -> it - 1)
            .limit(100)
            .map(it -> it * 1_000_000)
            .toArray();

    private final LoadReport report =
            new LoadReport(ONE_TO_HUNDRED_MILLIS, Duration.ofSeconds(5), Map.of("503", 2L, "ConnectException", 1L));

    @Test
    void percentilesAreLatenciesThatOccurred() {
        Latencies latencies = new Latencies(ONE_TO_HUNDRED_MILLIS);
        assertThat(latencies.percentile(50)).isEqualTo(Duration.ofMillis(50));
        assertThat(latencies.percentile(95)).isEqualTo(Duration.ofMillis(95));
        assertThat(latencies.percentile(100)).isEqualTo(Duration.ofMillis(100));
        assertThat(new Latencies(new long[0])).hasToString("none");
    }

    @Test
    void printsRateLatenciesAndErrors() {
        assertThat(report).hasToString("""
                        rate      20.0 referrals/s (100 in 5.0 s)
                        latency   p50 50.0 ms   p95 95.0 ms   p99 99.0 ms   max 100.0 ms
                        errors    {503=2, ConnectException=1}""");
    }
}
