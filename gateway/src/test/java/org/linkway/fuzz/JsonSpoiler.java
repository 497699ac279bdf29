package org.linkway.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Spoils JSON that stays JSON: things lost, doubled, of another type, nested, swapped, huge, odd or led astray. */
final class JsonSpoiler {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DEEPEST = 60;
    private static final int LONGEST = 300_000;
    private static final int MOST = 200;

    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "0.1000",
            "123456789012345678901234567890",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"\":{}}",
            "{\"resourceType\":\"Bundle\"}",
            "{\"resourceType\":\"Patient\",\"id\":\"x\"}",
            "{\"resourceType\":7}",
            "{\"extension\":[{}]}",
            "{\"extension\":[{\"url\":\"https://example.org/x\",\"valueString\":\"x\"}]}",
            "{\"reference\":\"#\"}",
            "{\"value\":\"x\",\"system\":\"x\",\"code\":\"x\",\"text\":\"x\"}");

    private final Random random;

    JsonSpoiler(Random random) {
        this.random = random;
    }

    /** A value of the tree: of this name in an object, or at this place in a list. */
    private record Place(JsonNode parent, String name, int index) {
        JsonNode value() {
            return parent.isObject() ? parent.get(name) : parent.get(index);
        }

        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(name, value);
            } else {
                ((ArrayNode) parent).set(index, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) parent).remove(index);
            }
        }
    }

    String spoilt(String good) {
        try {
            JsonNode body = JSON.readTree(good);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                change(body);
            }
            String spoilt = JSON.writeValueAsString(body);
            return random.nextInt(20) == 0 ? nameTwice(spoilt) : spoilt;
        } catch (JacksonException nothingLikeJson) {
            return TextSpoiler.slip(good, random);
        }
    }

    private void change(JsonNode body) {
        List<Place> places = new ArrayList<>();
        collect(body, places);
        if (places.isEmpty()) {
            return; // Nothing is left to change.
        }
        Place place = any(places);
        JsonNode value = place.value();
        switch (random.nextInt(11)) {
            case 0 -> place.remove();
            case 1 -> place.set(odd());
            case 2 -> place.set(nested(value));
            case 3 -> place.set(any(places).value().deepCopy());
            case 4 -> swap(place, any(places));
            case 5 -> place.set(huge());
            case 6 -> many(place, value);
            case 7 -> named(place, value);
            case 8 -> astray(places);
            default -> place.set(text(value));
        }
    }

    /** What makes a pattern go back and forth for every character. */
    private JsonNode huge() {
        String piece = any(TextSpoiler.PIECES);
        return StringNode.valueOf("x" + piece.repeat(1 + random.nextInt(LONGEST / piece.length())) + "x");
    }

    private JsonNode odd() {
        return random.nextBoolean() ? JSON.readTree(any(ODD)) : StringNode.valueOf(any(TextSpoiler.ODD));
    }

    private JsonNode nested(JsonNode value) {
        JsonNode nested = value;
        for (int depth = random.nextInt(DEEPEST); depth >= 0; depth--) {
            nested = random.nextBoolean()
                    ? JSON.createArrayNode().add(nested)
                    : JSON.createObjectNode().set(any(List.of("extension", "item", "resource", "contained")), nested);
        }
        return nested;
    }

    private static void swap(Place one, Place other) {
        JsonNode first = one.value().deepCopy();
        JsonNode second = other.value().deepCopy();
        one.set(second);
        if (other.value() != null) {
            other.set(first);
        }
    }

    private void many(Place place, JsonNode value) {
        ArrayNode many = JSON.createArrayNode();
        JsonNode one = value.isArray() && !value.isEmpty() ? value.get(0) : value;
        for (int i = random.nextInt(MOST); i >= 0; i--) {
            many.add(one.deepCopy());
        }
        place.set(many);
    }

    /** Under another name, or with something beside it. */
    private void named(Place place, JsonNode value) {
        if (place.parent() instanceof ObjectNode object) {
            String name = any(List.of(place.name() + "x", "_" + place.name(), "extension", "contained", "id", ""));
            object.set(name, random.nextBoolean() ? value.deepCopy() : odd());
        } else {
            ((ArrayNode) place.parent()).insert(place.index(), odd());
        }
    }

    /** References that lead to something else of the body, to itself, or nowhere. */
    private void astray(List<Place> places) {
        List<String> addresses = places.stream()
                .filter(it -> "fullUrl".equals(it.name()) || "reference".equals(it.name()))
                .map(it -> it.value().asString(""))
                .toList();
        List<Place> references = places.stream()
                .filter(it -> "reference".equals(it.name()) || "fullUrl".equals(it.name()))
                .toList();
        if (!references.isEmpty()) {
            any(references).set(StringNode.valueOf(random.nextInt(3) == 0 ? any(TextSpoiler.ODD) : any(addresses)));
        }
    }

    /** A little changed, so that much stays good. */
    private JsonNode text(JsonNode value) {
        return value.isString() ? StringNode.valueOf(TextSpoiler.slip(value.stringValue(), random)) : odd();
    }

    private String nameTwice(String json) {
        int at = json.indexOf("\":", random.nextInt(json.length()));
        int begin = at < 0 ? -1 : json.lastIndexOf('"', at - 1);
        return begin < 0
                ? json
                : json.substring(0, begin) + json.substring(begin, at + 2) + "null," + json.substring(begin);
    }

    private static void collect(JsonNode node, List<Place> into) {
        if (node.isObject()) {
            node.propertyNames().forEach(name -> into.add(new Place(node, name, -1)));
        } else {
            for (int i = 0; i < node.size(); i++) {
                into.add(new Place(node, null, i));
            }
        }
        node.forEach(child -> collect(child, into));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
