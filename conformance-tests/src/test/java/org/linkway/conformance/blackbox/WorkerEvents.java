package org.linkway.conformance.blackbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/** What link workers report, as their system words it. */
final class WorkerEvents {
    static final String NARRATIVE = "Joined an invented walking group and goes on by themselves.";

    private WorkerEvents() {}

    static ObjectNode accepted() {
        return event("accepted");
    }

    static ObjectNode seen() {
        return event("seen");
    }

    static ObjectNode completed() {
        ObjectNode event = event("completed").put("actionForGp", "None");
        event.putObject("outcome").put("code", "connected-and-continuing").put("narrative", NARRATIVE);
        return event;
    }

    /** Of what {@link #completed} said. */
    static ObjectNode corrected() {
        ObjectNode event = event("outcome-corrected")
                .put("reasonText", "The outcome was that of somebody else's week.")
                .put("actionForGp", "None");
        event.putObject("outcome").put("code", "goals-met").put("narrative", "Walks every day.");
        return event;
    }

    static ObjectNode rejected() {
        ObjectNode event = event("rejected")
                .put("reason", "no-capacity")
                .put("reasonText", "The made-up service has no places until spring.")
                .put("actionForGp", "Refer again in spring.");
        event.putArray("alternatives").add("The invented lunch club");
        return event;
    }

    static ObjectNode event(String type) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("id", UUID.randomUUID().toString())
                .put("type", type)
                .put("occurredAt", Instant.now().minusSeconds(60).toString());
        event.putObject("recordedBy").put("name", "Robin Madeup").put("role", "link worker");
        return event;
    }
}
