package org.linkway.translation;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Task;

/**
 * Entries of a Bundle that are here already: they keep their ids and are not written again.
 *
 * @param byPosition what each is called here, by its position
 * @param sent how many entries the sender sent: those behind them were added because these refer to them
 * @param alone the Task, where it came alone, as its sender wrote it
 */
record HeldEntries(Map<Integer, Held> byPosition, int sent, Optional<Task> alone) {
    HeldEntries {
        byPosition = Map.copyOf(byPosition);
    }

    /** @param asSent whether what was sent is what stands */
    record Held(String id, long version, boolean asSent) {}

    static HeldEntries none(int sent) {
        return new HeldEntries(Map.of(), sent, Optional.empty());
    }
}
