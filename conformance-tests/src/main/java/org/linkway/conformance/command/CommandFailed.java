package org.linkway.conformance.command;

/**
 * A command could not do what was asked, in one sentence. It is thrown rather than turned into an exit status, because under
 * {@code exec:java} the command runs in Maven's own JVM; Maven and {@code java} both end with status 1 on it.
 */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String sentence) {
        // The sentence is the message to the user; a stack trace says nothing more.
        super(sentence, null, false, false);
    }
}
