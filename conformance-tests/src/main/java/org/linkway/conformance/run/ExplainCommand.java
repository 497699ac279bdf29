package org.linkway.conformance.run;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.linkway.conformance.command.Command;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.suite.Coverage;
import org.linkway.conformance.suite.Departures;
import org.linkway.conformance.suite.Requirement;
import org.linkway.conformance.suite.Requirements;
import org.linkway.conformance.suite.Role;

/** Says what a requirement asks, where that is written, and what shows it. */
public final class ExplainCommand implements Command {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String usage() {
        return """
            explain REQUIREMENT
                What is asked, of whom, where that is written, and which tests show it, or why none does.""".stripTrailing();
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 1) {
            throw new CommandFailed("Name one requirement, as in `explain BARS-request-ids`; `list` names them all.");
        }
        String id = arguments.get(0);
        Requirement requirement = Optional.ofNullable(Requirements.all().get(id))
                .orElseThrow(() -> new CommandFailed("There is no requirement " + id + "." + near(id)));
        out.println(requirement.id() + " (" + requirement.level() + ", " + roles(requirement) + ")");
        out.println(requirement.text());
        out.println(requirement.source() + ": " + requirement.clause());
        List<Coverage.Test> tests = Coverage.of(id);
        if (tests.isEmpty()) {
            out.println("Not tested: " + requirement.notTested());
        }
        Departures.of(id).ifPresent(why -> out.println("Linkway does otherwise: " + why));
        tests.forEach(test -> out.println("Shown by " + test.script() + ": " + test.name()));
    }

    private static String roles(Requirement requirement) {
        return requirement.roles().stream().map(Role::word).collect(Collectors.joining(", "));
    }

    private static String near(String id) {
        String like = Requirements.all().keySet().stream()
                .filter(each -> each.toLowerCase(Locale.ROOT).contains(id.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        return like.isEmpty() ? "" : " Did you mean any of " + like + "?";
    }
}
