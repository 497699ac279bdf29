package org.linkway.fhir.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Ways to spoil a good body, the same for the same seed. */
final class Mutations {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern TAG = Pattern.compile("<[^>]+>");

    private static final List<String> ODD_JSON = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"\":{}}",
            "{\"resourceType\":\"Bundle\"}",
            "{\"resourceType\":7}",
            "{\"extension\":[{}]}",
            "\"#\"",
            "\"urn:uuid:\"",
            "\"Patient/\"",
            "\"http://[\"",
            "\"<div>\"",
            "\"0000-00-00\"",
            "\"\uD83D\uDE00\"");

    private static final List<String> ODD_XML = List.of(
            "<x/>",
            "</entry>",
            "<entry>",
            "<resource/>",
            "<Patient/>",
            "<type value=\"message\"/>",
            "<![CDATA[x]]>",
            "<?pi?>",
            "<!--x-->",
            "<id value=\"\"/>",
            "<extension/>",
            "<extension url=\"#\"/>",
            "<contained/>",
            "&#0;",
            "&x;",
            "<text><div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\"javascript:x\"/></div></text>",
            "<status xmlns=\"urn:other\" value=\"active\"/>",
            "<valueDecimal value=\"1e400\"/>",
            "text");

    private Mutations() {}

    /** Cut off, a character changed, or a stretch lost or doubled. */
    static String slipOfTheKey(String good, Random random) {
        int at = random.nextInt(good.length());
        int end = Math.min(good.length(), at + 1 + random.nextInt(20));
        return switch (random.nextInt(4)) {
            case 0 -> good.substring(0, at);
            case 1 -> good.substring(0, at) + (char) (32 + random.nextInt(95)) + good.substring(at + 1);
            case 2 -> good.substring(0, at) + good.substring(end);
            default -> good.substring(0, end) + good.substring(at);
        };
    }

    /** One to three things odd, in JSON that stays JSON. */
    static String oddJson(String good, Random random) {
        try {
            JsonNode body = MAPPER.readTree(good);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                change(body, random);
            }
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A tag lost, doubled, or with something odd behind it. */
    static String oddXml(String good, Random random) {
        List<MatchResult> tags = TAG.matcher(good).results().toList();
        MatchResult tag = any(tags, random);
        String odd = any(ODD_XML, random);
        return switch (random.nextInt(3)) {
            case 0 -> good.substring(0, tag.start()) + good.substring(tag.end());
            case 1 -> good.substring(0, tag.start()) + tag.group() + good.substring(tag.start());
            default -> good.substring(0, tag.end()) + odd + good.substring(tag.end());
        };
    }

    private static void change(JsonNode body, Random random) throws JsonProcessingException {
        List<JsonNode> places = new ArrayList<>();
        collect(body, places);
        JsonNode odd = MAPPER.readTree(any(ODD_JSON, random));
        if (places.isEmpty()) {
            return; // Nothing is left to change.
        }
        JsonNode place = any(places, random);
        if (place instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = any(names, random);
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "x", object.get(name));
                case 2 -> object.set("_" + name, odd);
                default -> object.set(name, odd);
            }
        } else if (place instanceof ArrayNode array) {
            array.insert(random.nextInt(array.size() + 1), odd);
        }
    }

    /** All objects and arrays with something in them. */
    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode() && !node.isEmpty()) {
            into.add(node);
            node.forEach(child -> collect(child, into));
        }
    }

    static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
