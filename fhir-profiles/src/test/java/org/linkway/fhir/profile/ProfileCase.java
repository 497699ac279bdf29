package org.linkway.fhir.profile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.SharedValidator;

/**
 * An example with something changed, and exactly what is then wrong with it.
 *
 * <p>As JSON: {@code breaks}, one constraint or several that cannot be broken apart; {@code from}, {@code minimal},
 * {@code full} or the name of an example of another profile, which is then the profile that counts; {@code set} (a pointer that
 * ends in {@code /-} appends) and {@code remove}, in this order; {@code issues}. What breaks nothing says in words what it
 * {@code allows}.
 */
record ProfileCase(String profileId, ObjectNode json) {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter AS_AUTHORED = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withArrayIndenter(INDENT)
            .withObjectIndenter(INDENT);

    static List<ProfileCase> of(String profileId) {
        Path file = Authored.casesOf(profileId);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<ProfileCase> cases = new ArrayList<>();
        Authored.read(file).forEach(it -> cases.add(new ProfileCase(profileId, (ObjectNode) it)));
        return cases;
    }

    /** The constraints that this breaks, as {@link Constraints} names them. */
    List<String> breaks() {
        JsonNode breaks = json.path("breaks");
        if (breaks.isTextual()) {
            return List.of(breaks.asText());
        }
        return StreamSupport.stream(breaks.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** What the validator says. */
    List<Issue> actual() {
        return SharedValidator.issues(broken().toString(), LinkwayProfile.BASE + validatedAs());
    }

    ArrayNode expected() {
        return json.withArray("/issues");
    }

    static ArrayNode toJson(List<Issue> issues) {
        ArrayNode array = Authored.JSON.createArrayNode();
        for (Issue issue : issues) {
            ObjectNode object = array.addObject().put("error", issue.error().name());
            if (issue.warning()) {
                object.put("severity", "warning");
            }
            issue.expression().ifPresent(expression -> object.put("expression", expression));
            object.put("sentence", issue.sentence());
        }
        return array;
    }

    /** Writes what the validator says now into the file of cases. */
    static void rewrite(String profileId) {
        if (of(profileId).isEmpty()) {
            return;
        }
        ArrayNode cases = Authored.JSON.createArrayNode();
        of(profileId).forEach(it -> cases.add(it.json.deepCopy().set("issues", toJson(it.actual()))));
        try {
            Files.writeString(
                    Authored.casesOf(profileId),
                    Authored.JSON.writer(AS_AUTHORED).writeValueAsString(cases) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String example() {
        String from = json.path("from").asText();
        return from.equals("minimal") || from.equals("full") ? profileId + "-" + from : from;
    }

    private String validatedAs() {
        return example().replaceFirst("-(minimal|full)$", "");
    }

    private JsonNode broken() {
        JsonNode resource = Authored.example(example());
        json.path("set").properties().forEach(change -> set(resource, change.getKey(), change.getValue()));
        json.path("remove").forEach(pointer -> remove(resource, pointer.asText()));
        return resource;
    }

    private void set(JsonNode resource, String pointer, JsonNode value) {
        JsonPointer place = JsonPointer.compile(pointer);
        String name = place.last().getMatchingProperty();
        JsonNode holder = holder(resource, place);
        if (holder instanceof ObjectNode object) {
            object.set(name, value);
        } else if (holder instanceof ArrayNode array && name.equals("-")) {
            array.add(value);
        } else if (holder instanceof ArrayNode array && array.has(Integer.parseInt(name))) {
            array.set(Integer.parseInt(name), value);
        } else {
            throw nothingAt(pointer);
        }
    }

    private void remove(JsonNode resource, String pointer) {
        JsonPointer place = JsonPointer.compile(pointer);
        String name = place.last().getMatchingProperty();
        JsonNode holder = holder(resource, place);
        JsonNode removed = holder instanceof ObjectNode object
                ? object.remove(name)
                : holder instanceof ArrayNode array ? array.remove(Integer.parseInt(name)) : null;
        if (removed == null) {
            throw nothingAt(pointer);
        }
    }

    private static JsonNode holder(JsonNode resource, JsonPointer place) {
        return resource.at(place.head());
    }

    private AssertionError nothingAt(String pointer) {
        return new AssertionError(example() + " has nothing at " + pointer + " (" + this + ")");
    }

    @Override
    public String toString() {
        return String.join(", ", breaks()) + json.path("allows").asText() + " from "
                + json.path("from").asText();
    }
}
