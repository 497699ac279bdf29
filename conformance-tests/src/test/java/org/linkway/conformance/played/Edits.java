package org.linkway.conformance.played;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Makes one thing of a body another. */
final class Edits {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Edits() {}

    /**
     * @param place a JSON Pointer without its first slash, which may begin with the type of a resource in a Bundle
     * @param value as JSON; empty to take out what stands there
     */
    static String of(String body, String place, String value) {
        JsonNode whole = read(body);
        List<String> names = List.of(place.split("/", -1));
        boolean isInEntry = Character.isUpperCase(place.charAt(0));
        JsonNode parent = isInEntry ? resource(whole, names.get(0)) : whole;
        for (String name : names.subList(isInEntry ? 1 : 0, names.size() - 1)) {
            parent = parent.isArray() ? parent.get(Integer.parseInt(name)) : parent.get(name);
        }
        String last = names.get(names.size() - 1);
        if (parent instanceof ArrayNode array && value.isEmpty()) {
            array.remove(Integer.parseInt(last));
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), read(value));
        } else if (value.isEmpty()) {
            ((ObjectNode) parent).remove(last);
        } else {
            ((ObjectNode) parent).set(last, read(value));
        }
        return whole.toString();
    }

    /** Changes the list of a Bundle's entries. */
    static String entries(String body, Consumer<ArrayNode> change) {
        JsonNode whole = read(body);
        change.accept((ArrayNode) whole.get("entry"));
        return whole.toString();
    }

    private static JsonNode resource(JsonNode bundle, String type) {
        for (JsonNode entry : bundle.get("entry")) {
            if (entry.at("/resource/resourceType").asText().equals(type)) {
                return entry.get("resource");
            }
        }
        throw new IllegalArgumentException("There is no " + type);
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
