package org.linkway.conformance.played;

import java.time.Duration;
import java.util.List;
import org.linkway.conformance.runner.Caller;
import org.linkway.conformance.runner.Exchange;

/**
 * A system under test as one run of a script hears it.
 *
 * @param base where it calls; or where it is called, of what the one who is played sends
 * @param from of which of the exchanges the script begins to look
 */
public record Played(Conversation conversation, String base, Duration patience, int from) implements Caller {
    @Override
    public List<Exchange> heard() {
        return conversation.heard();
    }

    @Override
    public boolean hearsMoreThan(int count, Duration within) {
        return conversation.hearsMoreThan(count, within);
    }
}
