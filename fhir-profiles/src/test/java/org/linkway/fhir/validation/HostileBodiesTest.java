package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.profile.LinkwayProfile;

/** A good body with something broken in it, two thousand times: whatever it is, the reader answers. */
class HostileBodiesTest {
    private static final int TRIES = 500;
    private static final String JSON = Door.FHIR.newJsonParser().encodeResourceToString(Door.leastTransaction());
    private static final String XML = Door.FHIR.newXmlParser().encodeResourceToString(Door.leastTransaction());
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

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud800x"})
    void refusesWhatIsNoCharacter(String escape) {
        String body = JSON.replaceFirst("\"system\":\"", "\"system\":\"" + escape.replace("\\", "\\\\"));
        assertThat(body).contains(escape);

        assertThat(new WireGuard(Door.FHIR).check(body, WireFormat.JSON).issues())
                .anySatisfy(issue -> assertThat(issue.sentence()).contains("U+0000"));
        assertThat(new WireGuard(Door.FHIR)
                        .check(JSON.replaceFirst("\"system\":\"", "\"system\":\"\\\\ud83d\\\\ude00"), WireFormat.JSON)
                        .issues())
                .isEmpty();
    }

    @Test
    void answersJsonWithASlipOfTheKey() {
        Random random = new Random(1);
        for (int i = 0; i < TRIES; i++) {
            assertAnswered(withSlip(JSON, random), "application/fhir+json");
        }
    }

    @Test
    void answersXmlWithASlipOfTheKey() {
        Random random = new Random(2);
        for (int i = 0; i < TRIES; i++) {
            assertAnswered(withSlip(XML, random), "application/fhir+xml");
        }
    }

    @Test
    void answersJsonWithSomethingOddInIt() throws JsonProcessingException {
        Random random = new Random(3);
        for (int i = 0; i < TRIES; i++) {
            JsonNode body = MAPPER.readTree(JSON);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                change(body, random);
            }
            assertAnswered(MAPPER.writeValueAsString(body), "application/fhir+json");
        }
    }

    @Test
    void answersXmlWithSomethingOddInIt() {
        Random random = new Random(4);
        for (int i = 0; i < TRIES; i++) {
            List<MatchResult> tags = TAG.matcher(XML).results().toList();
            MatchResult tag = any(tags, random);
            String odd = any(ODD_XML, random);
            String body = switch (random.nextInt(3)) {
                case 0 -> XML.substring(0, tag.start()) + XML.substring(tag.end());
                case 1 -> XML.substring(0, tag.start()) + tag.group() + XML.substring(tag.start());
                default -> XML.substring(0, tag.end()) + odd + XML.substring(tag.end());
            };
            assertAnswered(body, "application/fhir+xml");
        }
    }

    private static void assertAnswered(String body, String contentType) {
        assertThatCode(() -> {
                    Reading reading = Door.READER.read(
                            body.getBytes(StandardCharsets.UTF_8), contentType, LinkwayProfile.DOOR_TRANSACTION);
                    assertThat(reading.bundle().isPresent()).isNotEqualTo(Issue.anyError(reading.issues()));
                    assertThat(reading.issues())
                            .allMatch(issue -> issue.sentence().endsWith("."));
                })
                .as(body)
                .doesNotThrowAnyException();
    }

    /** Cut off, a character changed, or a stretch lost or doubled. */
    private static String withSlip(String good, Random random) {
        int at = random.nextInt(good.length());
        int end = Math.min(good.length(), at + 1 + random.nextInt(20));
        return switch (random.nextInt(4)) {
            case 0 -> good.substring(0, at);
            case 1 -> good.substring(0, at) + (char) (32 + random.nextInt(95)) + good.substring(at + 1);
            case 2 -> good.substring(0, at) + good.substring(end);
            default -> good.substring(0, end) + good.substring(at);
        };
    }

    private static void change(JsonNode body, Random random) throws JsonProcessingException {
        List<JsonNode> places = new ArrayList<>();
        collect(body, places);
        JsonNode odd = MAPPER.readTree(any(ODD_JSON, random));
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

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
