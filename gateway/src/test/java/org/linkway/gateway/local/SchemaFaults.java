package org.linkway.gateway.local;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What of some JSON does not fit a JSON schema, as far as the local API's schemas go. */
record SchemaFaults(JsonNode schemas) {

    /** @param at the JSON pointer of the value */
    Stream<String> of(JsonNode value, JsonNode schema, String at) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").stringValue().replace("#/components/schemas/", "");
            return of(value, schemas.required(name), at);
        }
        if (schema.has("const")) {
            return fault(value.equals(schema.get("const")), at, "is another word");
        }
        if (schema.has("enum")) {
            return fault(schema.get("enum").valueStream().anyMatch(value::equals), at, "is none of the words");
        }
        return switch (schema.required("type").stringValue()) {
            case "object" -> ofObject(value, schema, at);
            case "array" ->
                IntStream.range(0, value.size())
                        .boxed()
                        .flatMap(place -> of(value.get(place), schema.required("items"), at + "/" + place));
            case "string" -> fault(value.isString() && isOfFormat(value.stringValue(), schema), at, "is no such text");
            case "integer" -> fault(value.isIntegralNumber(), at, "is no whole number");
            case "number" -> fault(value.isNumber(), at, "is no number");
            case "boolean" -> fault(value.isBoolean(), at, "is neither true nor false");
            default -> Stream.of(at + " has a schema of a type that no value has");
        };
    }

    private Stream<String> ofObject(JsonNode value, JsonNode schema, String at) {
        Stream<String> missing = schema.path("required")
                .valueStream()
                .map(JsonNode::stringValue)
                .filter(name -> !value.has(name))
                .map(name -> at + "/" + name + " is missing");
        JsonNode described = schema.get("properties");
        Stream<String> wrong = value.properties().stream()
                .flatMap(member -> described.has(member.getKey())
                        ? of(member.getValue(), described.get(member.getKey()), at + "/" + member.getKey())
                        : Stream.of(at + "/" + member.getKey() + " is not described"));
        return Stream.concat(missing, wrong);
    }

    private static boolean isOfFormat(String text, JsonNode schema) {
        try {
            return switch (schema.path("format").asString("")) {
                case "uuid" -> UUID.fromString(text).toString().equals(text);
                case "date" -> LocalDate.parse(text).toString().equals(text);
                case "date-time" -> OffsetDateTime.parse(text).isAfter(OffsetDateTime.MIN);
                default -> true;
            };
        } catch (DateTimeParseException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static Stream<String> fault(boolean fits, String at, String words) {
        return fits ? Stream.empty() : Stream.of(at + " " + words);
    }
}
