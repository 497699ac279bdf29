package org.linkway.conformance.played;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.linkway.conformance.partner.SyntheticPerson;

/** A referral as Linkway's local API shows it. */
final class HeldReferral {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> COMMON = Set.of("id", "type", "occurredAt", "recordedBy");

    private final ObjectNode json;

    HeldReferral(SyntheticPerson person, boolean doNotContact, Instant now) {
        try {
            json = (ObjectNode) JSON.readTree(HeldReferral.class.getResourceAsStream("referral.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        json.put("id", UUID.randomUUID().toString())
                .put("episode", UUID.randomUUID().toString())
                .put("receivedAt", now.toString())
                .put("version", 0);
        ObjectNode who = (ObjectNode) json.get("person");
        who.put("nhsNumber", person.nhsNumber()).put("doNotContact", doNotContact);
        who.put("birthDate", person.birthDate().toString());
        ObjectNode name = who.putObject("name").put("family", person.family());
        name.putArray("first").add(person.given());
        json.putArray("events");
        add(event("received", now), now);
    }

    String id() {
        return json.get("id").asText();
    }

    String status() {
        return json.get("status").asText();
    }

    String stage() {
        return json.get("stage").asText();
    }

    int version() {
        return json.get("version").asInt();
    }

    String etag() {
        return "\"" + version() + "\"";
    }

    JsonNode json() {
        return json.deepCopy();
    }

    /** As a page of referrals shows it. */
    JsonNode summary() {
        ObjectNode summary = json.deepCopy();
        summary.remove(Set.of("events", "work", "recordEntries", "requestStatus"));
        return summary;
    }

    ArrayNode events() {
        return (ArrayNode) json.get("events");
    }

    /** Somebody else than the link worker says something. */
    static ObjectNode event(String type, Instant now) {
        ObjectNode event = JSON.createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("type", type)
                .put("occurredAt", now.toString());
        event.putObject("recordedBy").put("name", "Invented GP system").put("role", "sender");
        return event;
    }

    /** From now on it is part of the referral. */
    void add(ObjectNode event, Instant now) {
        ObjectNode kept = JSON.createObjectNode();
        COMMON.stream().sorted().forEach(member -> kept.set(member, event.get(member)));
        kept.put("recordedAt", now.toString());
        kept.set("detail", event.deepCopy().without(COMMON));
        events().add(kept);
        json.put("version", version() + 1);
    }

    void becomes(String status, String stage) {
        json.put("status", status).put("stage", stage);
    }
}
