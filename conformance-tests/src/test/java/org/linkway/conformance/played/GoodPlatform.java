package org.linkway.conformance.played;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.linkway.conformance.runner.Response;

/** A link workers' platform that does all that is asked: it works one referral, rejects another, and leaves a person in peace. */
final class GoodPlatform {
    private final CallingSystem system;

    GoodPlatform(CallingSystem system) {
        this.system = system;
    }

    void work(Map<String, String> referrals) {
        get("list", "/referrals?status=requested");
        String id = referrals.get("toBeWorked");
        Call accepted = event("accepted", id, event("accepted"), etag(get("read", "/referrals/" + id)));
        Response answer = system.send(accepted);
        if (answer.status() == 503) {
            answer = system.send(named("retry", accepted));
        }
        ObjectNode seen = event("seen");
        Response tooLate = system.send(event("seen", id, seen, etag(answer)));
        if (tooLate.status() == 412) {
            get("read-again", "/referrals/" + id);
            answer = system.send(event("seen-again", id, seen, etag(tooLate)));
        }
        ObjectNode completed = event("completed").put("actionForGp", "None");
        completed
                .putObject("outcome")
                .put("code", "connected-and-continuing")
                .put("narrative", "Joined an invented walking group.");
        system.send(event("completed", id, completed, etag(answer)));
        system.send(named("repeat", accepted));
        system.send(event("rejected", referrals.get("toBeRejected"), rejected(), "\"1\""));
        ObjectNode declined = event("declined-by-person").put("reasonText", "Does not want to be called.");
        system.send(event("declined", referrals.get("notToBeContacted"), declined, "\"1\""));
        JsonNode page = Edits.read(get("events", "/events").body().text());
        get("events-since", "/events?after=" + page.path("next").asText());
    }

    private static ObjectNode rejected() {
        return event("rejected")
                .put("reason", "no-capacity")
                .put("reasonText", "The made-up service has no places until spring.")
                .put("actionForGp", "Refer again in spring.");
    }

    private static Call named(String name, Call call) {
        return new Call(name, call.method(), call.path(), call.headers(), call.body());
    }

    private static String etag(Response response) {
        return response.lines().value("ETag").orElse("\"1\"");
    }

    private static Call event(String name, String referral, ObjectNode event, String ifMatch) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("If-Match", ifMatch);
        return new Call(name, "POST", "/referrals/" + referral + "/events", headers, event.toString());
    }

    private Response get(String name, String path) {
        return system.send(new Call(name, "GET", path, Map.of(), ""));
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
