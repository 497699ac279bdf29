package org.linkway.conformance;

import org.linkway.conformance.command.CommandFailed;

/** The commands as a program of their own: what fails is said in a sentence, and by the exit status 1. */
public final class Program {
    private Program() {}

    public static void main(String[] arguments) {
        try {
            Main.main(arguments);
        } catch (CommandFailed failed) {
            System.err.println(failed.getMessage());
            System.exit(1);
        }
    }
}
