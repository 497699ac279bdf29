package org.linkway.conformance.command;

import java.io.PrintStream;
import java.util.List;

/** Something that the conformance module does when it is asked by name. */
public interface Command {
    String name();

    /** How to call it and what it does, as {@code help} shows it. */
    String usage();

    /**
     * @param arguments what followed the name
     * @throws CommandFailed when it cannot be done, or was done and did not succeed
     */
    void run(List<String> arguments, PrintStream out);
}
