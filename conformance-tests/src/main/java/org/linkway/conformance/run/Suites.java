package org.linkway.conformance.run;

import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.suite.Role;
import org.linkway.conformance.suite.Suite;

/** Suites by the words that are written in commands. */
final class Suites {
    private Suites() {}

    /** @throws CommandFailed where there is none of this name */
    static Suite named(String word) {
        return Role.of(word)
                .map(Suite::of)
                .orElseThrow(() -> new CommandFailed(
                        "There is no suite " + word + ". Use any of " + String.join(", ", Role.words()) + "."));
    }
}
