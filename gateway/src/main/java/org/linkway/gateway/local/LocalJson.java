package org.linkway.gateway.local;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.linkway.fhir.validation.WireText;
import org.linkway.referral.RecordedBy;
import org.linkway.workflow.RecordEvent.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what link workers' systems and operators write. Everything that is wrong is collected, and nothing of the body is quoted. */
@Component
public class LocalJson {
    /** In bytes; the longest summary of a referral is a few thousand, and so are a party's keys. */
    private static final int LARGEST_BODY = 256 * 1024;

    private final JsonMapper json;

    LocalJson(JsonMapper json) {
        this.json = json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** @param what is sent, as it is called in the refusal */
    public static byte[] bounded(InputStream body, String what) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new LocalProblem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The " + what + " is larger than " + LARGEST_BODY + " bytes. Shorten it.");
        }
        return bytes;
    }

    /** @param what is sent, as it is called in the refusal */
    public ObjectNode object(byte[] body, String what) {
        try {
            if (json.readTree(body) instanceof ObjectNode object) {
                if (!isText(object)) {
                    throw new LocalProblem(
                            HttpStatus.BAD_REQUEST,
                            "A text in the body has U+0000, or half of a surrogate pair, which is no character. Leave it out.");
                }
                return object;
            }
        } catch (JacksonException e) {
            // Answered below, without what the parser quotes from the body.
        }
        throw new LocalProblem(HttpStatus.BAD_REQUEST, "The body is not a JSON object. Send one " + what + " as JSON.");
    }

    private static boolean isText(JsonNode node) {
        return node.isString()
                ? WireText.isText(node.stringValue())
                : node.valueStream().allMatch(LocalJson::isText)
                        && node.propertyStream().allMatch(it -> WireText.isText(it.getKey()));
    }

    /**
     * A part of the body as the model has it; empty where it does not fit, which is then among the refusals.
     *
     * @param what can have the members that are named, as in "A seen event"
     * @param path of the node in the body, with a dot at its end; empty for the body itself
     */
    public <T> Optional<T> read(JsonNode node, Class<T> type, String what, String path, List<Refusal> refusals) {
        try {
            return Optional.of(json.treeToValue(node, type));
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            refusals.add(new Refusal(path + path(e), what + " has no such member here. It may have: " + known + "."));
        } catch (JacksonException e) {
            refusals.add(
                    new Refusal(path + path(e), "This value is not one that " + lowerFirst(what) + " can have here."));
        }
        return Optional.empty();
    }

    private static String lowerFirst(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
    }

    /** Without a name where none is given: whether there is one is asked together with everything else. */
    static RecordedBy recordedBy(ObjectNode body) {
        JsonNode given = body.path("recordedBy");
        return new RecordedBy(text(given, "name").orElse(""), text(given, "role"));
    }

    static Optional<UUID> uuid(ObjectNode body, String member) {
        return text(body, member).flatMap(LocalJson::uuid);
    }

    static Optional<Instant> instant(ObjectNode body, String member) {
        return text(body, member).flatMap(LocalJson::instant);
    }

    static Optional<String> text(JsonNode node, String member) {
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
}
