package org.linkway.conformance.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.linkway.fhir.validation.WireFormat;

/**
 * What is sent otherwise than the source has it, so that one good fixture serves for all that can be wrong with it. A place is a
 * JSON Pointer without its first slash (RFC 6901); where a Bundle is changed, it may begin with the type of an entry's resource:
 * {@code Patient/identifier/0/value}. The value is JSON, or else a text; where there is none, what stands there is taken out. In
 * an array {@code -} is the place behind the last.
 */
final class Changes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEHIND = "-";

    private final JsonNode whole;

    private Changes(JsonNode whole) {
        this.whole = whole;
    }

    /** @throws StepStopped where there is no such place */
    static Body of(Body source, String place, Optional<String> value) {
        JsonNode whole = source.json().deepCopy();
        new Changes(whole).change(place, value);
        return new Body(
                whole.toString().getBytes(UTF_8),
                source.format().isPresent() ? WireFormat.JSON.mediaType() : source.contentType());
    }

    private void change(String place, Optional<String> value) {
        List<String> names = Arrays.asList(place.split("/", -1));
        boolean isInEntry = Character.isUpperCase(place.charAt(0));
        JsonNode parent = isInEntry ? resource(names.get(0)) : whole;
        for (String name : names.subList(isInEntry ? 1 : 0, names.size() - 1)) {
            JsonNode child = parent instanceof ArrayNode array ? parent.path(place(array, name)) : parent.path(name);
            parent = child.isMissingNode() && parent instanceof ObjectNode object ? object.putObject(name) : child;
        }
        String last = names.get(names.size() - 1);
        if (parent instanceof ObjectNode object) {
            value.ifPresentOrElse(it -> object.set(last, json(it)), () -> object.remove(last));
        } else if (parent instanceof ArrayNode array) {
            change(array, last, value);
        } else {
            throw StepStopped.error("There is no place `" + place + "` in what is to be sent.");
        }
    }

    private static void change(ArrayNode array, String last, Optional<String> value) {
        if (last.equals(BEHIND)) {
            array.add(json(value.orElseThrow(
                    () -> StepStopped.error("Behind the last of an array there is nothing to take out."))));
        } else if (value.isPresent()) {
            array.set(place(array, last), json(value.get()));
        } else {
            array.remove(place(array, last));
        }
    }

    private static int place(ArrayNode array, String index) {
        int place = (int) Extensions.number(index);
        if (place < 0 || place >= array.size()) {
            throw StepStopped.error(
                    "There is no place " + index + " in an array of " + array.size() + " in what is to be sent.");
        }
        return place;
    }

    private JsonNode resource(String type) {
        return StreamSupport.stream(whole.path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .findFirst()
                .orElseThrow(() -> StepStopped.error("There is no " + type + " in what is to be sent."));
    }

    private static JsonNode json(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(value);
        }
    }
}
