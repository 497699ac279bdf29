package org.linkway.conformance.played;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What a link workers' platform reports, as it wrote it. */
record WorkerEvent(ObjectNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Clocks differ by so much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private static final String UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

    static WorkerEvent of(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode event) {
                return new WorkerEvent(event);
            }
        } catch (IOException e) {
            throw new NotTaken(400, "This cannot be read as JSON.");
        }
        throw new NotTaken(400, "An event is an object of JSON.");
    }

    String id() {
        return text("/id");
    }

    /** {@code rejected} is the short form of {@code rejected-by-service}. */
    String type() {
        return text("/type").equals("rejected") ? "rejected-by-service" : text("/type");
    }

    /** All that is wrong with it, as {@code element} and {@code sentence}; whether it may be said now is not looked at. */
    ArrayNode faults(Instant now) {
        ArrayNode faults = JSON.createArrayNode();
        if (!id().matches(UUID)) {
            add(faults, "id", "Give the event an id of its own: a UUID, the same one when you retry.");
        }
        Optional<Instant> occurredAt = occurredAt();
        if (occurredAt.isEmpty()) {
            add(faults, "occurredAt", "Say when it happened, as in 2026-11-21T10:15:00Z.");
        }
        if (occurredAt.filter(it -> it.isAfter(now.plus(TOLERANCE))).isPresent()) {
            add(faults, "occurredAt", "This is in the future. Say when it happened; it is the date in the record.");
        }
        if (!Lifecycle.knows(type())) {
            add(faults, "type", "Say what happened, in a word that a link worker may use.");
        }
        if (text("/recordedBy/name").isBlank()) {
            add(faults, "recordedBy.name", "Name the person who recorded this.");
        }
        for (Lifecycle.Required required : Lifecycle.requiredOf(type())) {
            if (text("/" + required.member()).isBlank()) {
                add(faults, required.member().replace('/', '.'), required.sentence());
            }
        }
        return faults;
    }

    static void add(ArrayNode faults, String element, String sentence) {
        faults.addObject().put("element", element).put("sentence", sentence);
    }

    private Optional<Instant> occurredAt() {
        try {
            return Optional.of(OffsetDateTime.parse(text("/occurredAt")).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String text(String pointer) {
        JsonNode node = json.at(pointer);
        return node.isTextual() ? node.asText() : "";
    }
}
