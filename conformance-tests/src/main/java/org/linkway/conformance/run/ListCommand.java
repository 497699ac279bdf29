package org.linkway.conformance.run;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.linkway.conformance.command.Command;
import org.linkway.conformance.command.Options;
import org.linkway.conformance.runner.Extensions;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.suite.Role;
import org.linkway.conformance.suite.Suite;

/** Says which tests there are. */
public final class ListCommand implements Command {
    private static final String SUITE = "--suite";

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String usage() {
        return """
            list [--suite NAME]
                The suites; or the scripts of one, with their tests and what these show.""".stripTrailing();
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        List<String> named = Options.parse(arguments, Set.of(SUITE), Set.of()).all(SUITE);
        if (named.isEmpty()) {
            for (Role role : Role.values()) {
                List<Script> scripts = Suite.of(role).scripts();
                long tests = scripts.stream()
                        .mapToLong(script -> script.resource().getTest().size())
                        .sum();
                out.println(
                        "%-22s %s; %d scripts, %d tests".formatted(role.word(), role.meaning(), scripts.size(), tests));
            }
        }
        named.forEach(word -> Suites.named(word).scripts().forEach(script -> print(script, out)));
    }

    private static void print(Script script, PrintStream out) {
        out.println(script.name() + ": " + script.title());
        script.resource()
                .getTest()
                .forEach(test -> out.println(
                        "    " + test.getName() + " [" + String.join(", ", Extensions.requirements(test)) + "]"));
    }
}
