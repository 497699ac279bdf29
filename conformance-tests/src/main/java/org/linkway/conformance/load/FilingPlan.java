package org.linkway.conformance.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.linkway.conformance.command.Options;

/**
 * How many are seen, how fast, and where.
 *
 * @param gateway its address, without a path
 * @param recordPort where the record listens to which it files
 * @param referrals how many are measured
 * @param rate how many are reported a second
 * @param connections how many reports can be waiting for an answer
 * @param warmUp how many are seen first and not measured
 * @param patience how long the last of them may take to be filed
 */
record FilingPlan(
        URI gateway, int recordPort, int referrals, int rate, int connections, int warmUp, Duration patience) {
    private static final int MOST_REFERRALS = 50_000;

    static FilingPlan of(List<String> arguments) {
        Options options = Options.parse(
                arguments,
                Set.of(
                        "--gateway",
                        "--record-port",
                        "--referrals",
                        "--rate",
                        "--connections",
                        "--warm-up",
                        "--patience"),
                Set.of(TargetAddress.ALLOW_REMOTE));
        return new FilingPlan(
                TargetAddress.of(options, "--gateway", "http://localhost:8080"),
                options.number("--record-port", 8099, 0, 65_535),
                options.number("--referrals", 1500, 1, MOST_REFERRALS),
                options.number("--rate", 50, 1, 10_000),
                options.number("--connections", 32, 1, 256),
                options.number("--warm-up", 200, 0, MOST_REFERRALS),
                Duration.ofSeconds(options.number("--patience", 300, 1, 86_400)));
    }

    /** When the report with this number is due, from the first one on. */
    long dueNanos(int number) {
        return number * 1_000_000_000L / rate;
    }
}
