package org.linkway.conformance.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.linkway.conformance.command.CommandFailed;
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
                arguments, Set.of("--target", "--referrals", "--connections", "--warm-up"), Set.of("--allow-remote"));
        URI target = target(options.text("--target").orElse("http://localhost:8080/fhir"));
        if (!options.isOn("--allow-remote") && !isThisMachine(target.getHost())) {
            throw new CommandFailed(
                    "The target " + target
                            + " is not on this machine. Load on other people's systems needs their word: add --allow-remote once you have it.");
        }
        return new LoadPlan(
                target,
                options.number("--referrals", 2000, 1, MOST_REFERRALS),
                options.number("--connections", 4, 1, 256),
                options.number("--warm-up", 200, 0, MOST_REFERRALS));
    }

    private static URI target(String text) {
        try {
            URI target = new URI(text);
            if (text.matches("https?://.*") && target.getHost() != null) {
                return target;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new CommandFailed(
                "--target is " + text + ". Give the address of a FHIR base, such as http://localhost:8080/fhir.");
    }

    private static boolean isThisMachine(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (IOException e) {
            throw new CommandFailed("The host " + host + " is not known here. Correct --target.");
        }
    }
}
