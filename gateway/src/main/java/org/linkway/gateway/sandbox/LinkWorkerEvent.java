package org.linkway.gateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.linkway.referral.EventType;
import org.linkway.referral.OutcomeCode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the stand-in link worker reports, as the local API takes it. */
final class LinkWorkerEvent {
    static final String CONTENT_TYPE = "application/json";

    private LinkWorkerEvent() {}

    /** The same event of the same referral has the same id, so that a report after a crash is a repeat and not a second event. */
    static UUID id(String referralId, EventType type) {
        return UUID.nameUUIDFromBytes((referralId + type.code()).getBytes(UTF_8));
    }

    static String path(String referralId) {
        return "/local/v1/referrals/" + referralId + "/events";
    }

    static String acknowledgement(String concern, Instant occurredAt) {
        return event(concern, EventType.CONCERN_ACKNOWLEDGED, occurredAt)
                .put("concern", concern)
                .toString();
    }

    private static ObjectNode event(String about, EventType type, Instant occurredAt) {
        ObjectNode event = JsonMapper.shared()
                .createObjectNode()
                .put("id", id(about, type).toString())
                .put("type", type.code())
                .put("occurredAt", occurredAt.truncatedTo(ChronoUnit.MILLIS).toString());
        event.putObject("recordedBy").put("name", "Robin Example").put("role", "link worker");
        return event;
    }

    static String json(String referralId, EventType type, Instant occurredAt) {
        ObjectNode event = event(referralId, type, occurredAt);
        if (type == EventType.COMPLETED) {
            event.putObject("outcome")
                    .put("code", OutcomeCode.CONNECTED_AND_CONTINUING.code())
                    .put(
                            "narrative",
                            "Went along to the gardening club, accompanied the first time, and means to keep going.");
            event.put("actionForGp", "None");
        }
        return event.toString();
    }
}
