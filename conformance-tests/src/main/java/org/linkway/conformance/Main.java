package org.linkway.conformance;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.linkway.conformance.command.Command;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.load.FilingCommand;
import org.linkway.conformance.load.LoadCommand;
import org.linkway.conformance.run.ExplainCommand;
import org.linkway.conformance.run.ListCommand;
import org.linkway.conformance.run.RunCommand;
import org.linkway.conformance.run.ServeCommand;

/** Runs one conformance command: the first argument is its name, the rest are its options. */
public final class Main {
    private static final List<Command> COMMANDS = List.of(
            new RunCommand(),
            new ServeCommand(),
            new ListCommand(),
            new ExplainCommand(),
            new LoadCommand(),
            new FilingCommand());

    private Main() {}

    public static void main(String[] arguments) {
        run(List.of(arguments), System.out);
    }

    static void run(List<String> arguments, PrintStream out) {
        String name = arguments.isEmpty() ? "help" : arguments.get(0);
        if (name.equals("help")) {
            out.println(help());
            return;
        }
        Command command = COMMANDS.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailed("There is no command " + name + ".\n" + help()));
        command.run(arguments.subList(1, arguments.size()), out);
    }

    private static String help() {
        return COMMANDS.stream()
                .map(Command::usage)
                .collect(Collectors.joining("\n", "Commands:\n", "\nhelp\n    Says this."));
    }
}
