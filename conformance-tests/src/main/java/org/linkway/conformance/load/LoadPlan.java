package org.linkway.conformance.load;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.linkway.conformance.command.Options;

/**
 * How much load, and where.
 *
 * @param target the FHIR base that takes the transactions
 * @param referrals how many are measured
 * @param connections how many are under way at any time
 * @param warmUp how many are sent first and not measured
 */
record LoadPlan(URI target, int referrals, int connections, int warmUp) {
    // All bodies are made before the first is sent; this keeps them in a few hundred megabytes.
    private static final int MOST_REFERRALS = 50_000;

    static LoadPlan of(List<String> arguments) {
        Options options = Options.parse(
                arguments,
                Set.of("--target", "--referrals", "--connections", "--warm-up"),
                Set.of(TargetAddress.ALLOW_REMOTE));
        URI target = TargetAddress.of(options, "--target", "http://localhost:8080/fhir");
        return new LoadPlan(
                target,
                options.number("--referrals", 2000, 1, MOST_REFERRALS),
                options.number("--connections", 4, 1, 256),
                options.number("--warm-up", 200, 0, MOST_REFERRALS));
    }
}
