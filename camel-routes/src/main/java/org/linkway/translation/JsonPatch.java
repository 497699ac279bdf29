package org.linkway.translation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.flipkart.zjsonpatch.CompatibilityFlags;
import com.flipkart.zjsonpatch.InvalidJsonPatchException;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.workflow.Body;

/** A JSON Patch (RFC 6902) on a resource's JSON. */
final class JsonPatch {
    private static final JsonMapper JSON = new JsonMapper();
    /** RFC 6902: what is removed has to be there. */
    private static final EnumSet<CompatibilityFlags> STRICT =
            EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

    private static final int MOST_OPERATIONS = 100;
    /** Copies of copies would grow without bound. */
    private static final int LARGEST = 1_000_000;

    private JsonPatch() {}

    static Mapped<Body> apply(Body patch, String resource) {
        JsonNode operations;
        JsonNode patched;
        try {
            operations = JSON.readTree(patch.bytes());
            patched = JSON.readTree(resource);
        } catch (IOException e) {
            return invalid(
                    GatewayError.NOT_FHIR,
                    "The body is not well-formed JSON. Send a JSON Patch: an array of operations.");
        }
        if (!operations.isArray() || operations.isEmpty() || operations.size() > MOST_OPERATIONS) {
            return invalid(
                    GatewayError.NOT_FHIR,
                    "The body is no JSON Patch. Send an array of 1 to " + MOST_OPERATIONS
                            + " operations, each with op, path, and what the op needs (RFC 6902).");
        }
        for (int i = 0; i < operations.size(); i++) {
            try {
                patched = com.flipkart.zjsonpatch.JsonPatch.apply(
                        JSON.createArrayNode().add(operations.get(i)), patched, STRICT);
            } catch (InvalidJsonPatchException | IllegalArgumentException e) {
                return invalid(
                        GatewayError.NOT_FHIR,
                        operation(i)
                                + " is no operation of JSON Patch. Send op, path, and what the op needs (RFC 6902).");
            } catch (JsonPatchApplicationException | IllegalStateException e) {
                return invalid(
                        GatewayError.INVARIANT,
                        operation(i)
                                + " cannot be applied: its path leads nowhere here, or its test does not hold. Read the"
                                + " Task again; paths are those of its FHIR JSON, as '/status'.");
            }
            if (text(patched).length() > LARGEST) {
                return invalid(
                        GatewayError.TOO_LARGE, "With this patch the Task would be too large. Send less at once.");
            }
        }
        return new Mapped.Ok<>(Body.of(text(patched).getBytes(StandardCharsets.UTF_8)), List.of());
    }

    private static String operation(int index) {
        return "Operation " + (index + 1) + " of the patch";
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("What was read can be written", impossible);
        }
    }

    private static Mapped<Body> invalid(GatewayError error, String sentence) {
        return new Mapped.Invalid<>(List.of(Issue.error(error, sentence)));
    }
}
