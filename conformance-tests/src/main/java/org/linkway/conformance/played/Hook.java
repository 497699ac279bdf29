package org.linkway.conformance.played;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.linkway.conformance.runner.Destination;
import org.linkway.conformance.runner.ScriptRun;

/**
 * A subscriber of the system under test, beside a suite that speaks to it: destination 3 hears what comes, and the variable
 * {@code hook} says where to.
 */
public final class Hook implements AutoCloseable {
    private static final int DESTINATION = 3;
    private static final String VARIABLE = "hook";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Conversation conversation = new Conversation();
    private final Stage stage;

    private Hook(String host, int port) {
        stage = new Stage(new PlayedHook(), conversation, host, port, Map.of()).open();
    }

    /**
     * Listens at an address of this machine; port 0 is any.
     *
     * @throws com.github.tomakehurst.wiremock.common.FatalStartupException where the port is taken
     */
    public static Hook open(String host, int port) {
        return new Hook(host, port);
    }

    /** The same, with a subscriber; what was given for it already counts more. */
    public ScriptRun.Setting addedTo(ScriptRun.Setting setting) {
        Map<Integer, Destination> destinations = new HashMap<>(setting.destinations());
        destinations.putIfAbsent(DESTINATION, new Played(conversation, stage.base(), PATIENCE, 0));
        Map<String, String> variables = new HashMap<>(setting.variables());
        variables.putIfAbsent(VARIABLE, stage.base());
        return new ScriptRun.Setting(
                destinations, variables, setting.profiles(), setting.nhsNumbers(), setting.clock());
    }

    @Override
    public void close() {
        stage.close();
    }
}
