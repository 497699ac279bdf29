package org.linkway.conformance.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.command.Options;
import org.linkway.conformance.runner.Profiles;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.suite.Role;

/**
 * Whom to play, for a system under test that calls.
 *
 * @param role of the system under test
 * @param listening where
 * @param webhook where a link workers' platform is told of referrals
 * @param variables of scripts
 */
record HearingPlan(
        Role role,
        List<Script> scripts,
        Listening listening,
        Optional<String> webhook,
        Map<String, String> variables,
        Profiles profiles) {
    private static final Set<Role> CALLING = Set.of(Role.SENDER, Role.LINK_WORKER_PLATFORM);
    private static final int PORT = 9080;

    HearingPlan {
        scripts = List.copyOf(scripts);
        variables = Map.copyOf(variables);
    }

    /** @return empty where the system under test is one that is spoken to */
    static Optional<HearingPlan> of(Options options) {
        List<Role> roles = options.all(RunPlan.SUITE).stream()
                .map(word -> Suites.named(word).role())
                .toList();
        if (roles.stream().noneMatch(CALLING::contains)) {
            return Optional.empty();
        }
        if (roles.size() > 1 || !options.all(RunPlan.SCRIPT).isEmpty()) {
            throw new CommandFailed("The suites sender and link-worker-platform are run each by itself.");
        }
        return Optional.of(new HearingPlan(
                roles.get(0),
                RunPlan.scripts(options),
                Listening.of(options, PORT),
                webhook(options),
                options.pairs(RunPlan.VARIABLE),
                RunPlan.profiles(options)));
    }

    /** A sender is not called. */
    private static Optional<String> webhook(Options options) {
        return Stream.concat(
                        options.text(RunPlan.TARGET).stream(),
                        Optional.ofNullable(options.pairs(RunPlan.DESTINATION).get("2")).stream())
                .findFirst()
                .map(url -> RunPlan.address(RunPlan.TARGET, url));
    }
}
