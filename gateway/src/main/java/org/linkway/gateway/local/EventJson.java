package org.linkway.gateway.local;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.RecordedBy;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.RecordEvent.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as link workers' systems write it: one flat object, whose {@code type} says which other members it may have. All
 * that is wrong is reported at once.
 */
@Component
class EventJson {
    private static final Set<String> COMMON = Set.of("id", "type", "occurredAt", "recordedBy");

    private final JsonMapper json;

    EventJson(JsonMapper json) {
        this.json = json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    EventSubmission read(byte[] body) {
        ObjectNode event = object(body);
        List<Refusal> refusals = new ArrayList<>();
        Optional<UUID> id = text(event, "id").flatMap(EventJson::uuid);
        if (id.isEmpty()) {
            refusals.add(new Refusal("id", "Give the event an id of its own: a UUID, the same one when you retry."));
        }
        Optional<Instant> occurredAt = text(event, "occurredAt").flatMap(EventJson::instant);
        if (occurredAt.isEmpty()) {
            refusals.add(new Refusal("occurredAt", "Say when it happened, as in 2026-11-21T10:15:00Z."));
        }
        RecordedBy recordedBy = recordedBy(event);
        Optional<EventType> type = text(event, "type").flatMap(EventType::fromCode);
        if (type.isEmpty()) {
            refusals.add(new Refusal("type", "Say what happened, with one of: " + reportable() + "."));
        }
        Optional<EventDetail> detail = type.flatMap(it -> detail(event, it, refusals));
        if (!refusals.isEmpty()) {
            refusals.addAll(missing(recordedBy, detail));
            throw new LocalProblem(HttpStatus.UNPROCESSABLE_CONTENT, "The event cannot be recorded.", refusals);
        }
        return new EventSubmission(
                id.orElseThrow(), type.orElseThrow(), occurredAt.orElseThrow(), recordedBy, detail.orElseThrow());
    }

    /** What would be asked for next, so that an event that cannot be read is not refused a second time for it. */
    private static List<Refusal> missing(RecordedBy recordedBy, Optional<EventDetail> detail) {
        List<Refusal> missing = new ArrayList<>();
        if (recordedBy.name().isEmpty()) {
            missing.add(new Refusal("recordedBy.name", "Name the person who recorded this."));
        }
        detail.ifPresent(it -> it.gaps().forEach(gap -> missing.add(new Refusal(gap.element(), gap.sentence()))));
        return missing;
    }

    private ObjectNode object(byte[] body) {
        try {
            if (json.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // Answered below, without what the parser quotes from the body.
        }
        throw new LocalProblem(HttpStatus.BAD_REQUEST, "The body is not a JSON object. Send one event as JSON.");
    }

    private Optional<EventDetail> detail(ObjectNode event, EventType type, List<Refusal> refusals) {
        ObjectNode detail = event.deepCopy();
        detail.remove(COMMON);
        try {
            return Optional.of(json.treeToValue(detail, type.detail()));
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            refusals.add(new Refusal(
                    path(e), "A " + type.code() + " event has no such member here. It may have: " + known + "."));
        } catch (JacksonException e) {
            refusals.add(new Refusal(path(e), "This value is not one that a " + type.code() + " event can have here."));
        }
        return Optional.empty();
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
    }

    /** Without a name where none is given: whether there is one is asked together with everything else. */
    private static RecordedBy recordedBy(ObjectNode event) {
        JsonNode given = event.path("recordedBy");
        return new RecordedBy(text(given, "name").orElse(""), text(given, "role"));
    }

    private static Optional<String> text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isString() && !value.stringValue().isBlank() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text.toLowerCase(Locale.ROOT)) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String reportable() {
        return Arrays.stream(EventType.values())
                .filter(type -> type != EventType.RECEIVED)
                .map(EventType::code)
                .collect(Collectors.joining(", "));
    }
}
