package org.linkway.conformance.run;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import java.util.function.Supplier;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.command.Options;

/**
 * Where this machine listens, as {@code --listen} says it: {@code 9080}, or {@code 0.0.0.0:9080}.
 *
 * @param host the address of this machine
 * @param port 0 for any
 */
record Listening(String host, int port) {
    private static final String OPTION = RunPlan.LISTEN;
    private static final String LOCAL = "127.0.0.1";
    private static final int LAST_PORT = 65_535;

    /**
     * What was asked.
     *
     * @param otherwise the port, where nothing was
     * @throws CommandFailed where it is no port
     */
    static Listening of(Options options, int otherwise) {
        String listen = options.text(OPTION).orElse(Integer.toString(otherwise));
        int colon = listen.lastIndexOf(':');
        String port = listen.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LAST_PORT) {
            throw new CommandFailed(
                    OPTION + " is " + listen + ". Give a port, as 9080, or 0 for any; or an address and a port.");
        }
        return new Listening(colon < 0 ? LOCAL : listen.substring(0, colon), Integer.parseInt(port));
    }

    /**
     * What is opened there.
     *
     * @throws CommandFailed where the port is taken
     */
    <T> T opened(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (FatalStartupException e) {
            throw new CommandFailed(
                    "Nobody can listen on port " + port + ": it is taken. Choose another with " + OPTION + ".");
        }
    }
}
