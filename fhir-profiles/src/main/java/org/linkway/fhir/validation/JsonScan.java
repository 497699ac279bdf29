package org.linkway.fhir.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linkway.fhir.validation.WireGuard.Guarded;

/** One pass over JSON: is it well-formed, and which resources are in it? */
final class JsonScan {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> types = new HashMap<>();
    private final List<Issue> issues = new ArrayList<>();
    private final Deque<Set<String>> namesByDepth = new ArrayDeque<>();

    private JsonScan() {}

    static Guarded scan(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return new JsonScan().walk(text, parser);
        } catch (JsonProcessingException e) {
            return notWellFormed(e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Guarded walk(String text, JsonParser parser) throws IOException {
        boolean ended = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (ended) {
                return notWellFormed(parser.currentTokenLocation());
            }
            if (token.isStructStart()) {
                namesByDepth.push(new HashSet<>());
            } else if (token.isStructEnd()) {
                namesByDepth.pop();
            } else if (token == JsonToken.FIELD_NAME && !namesByDepth.element().add(parser.currentName())) {
                return repeated(parser);
            } else if (token == JsonToken.VALUE_STRING && "resourceType".equals(parser.currentName())) {
                types.put(place(parser.getParsingContext()), parser.getText());
            } else if (token.isNumeric()) {
                checkNumber(parser);
            }
            if (namesByDepth.size() > WireGuard.MAX_DEPTH) {
                return WireGuard.tooDeep();
            }
            ended = namesByDepth.isEmpty();
        }
        return new Guarded(text, new Outline(types), issues);
    }

    private void checkNumber(JsonParser parser) throws IOException {
        JsonLocation location = parser.currentTokenLocation();
        DecimalBounds.fault(parser.getText(), location.getLineNr(), location.getColumnNr())
                .ifPresent(issues::add);
    }

    private static String place(JsonStreamContext context) {
        JsonStreamContext holder = context.getParent();
        if (holder == null || holder.inRoot()) {
            return "";
        }
        return holder.inArray()
                ? place(holder) + "[" + holder.getCurrentIndex() + "]"
                : place(holder) + "." + holder.getCurrentName();
    }

    /** Of two values under one name a parser silently keeps one, and nobody knows which. */
    private static Guarded repeated(JsonParser parser) throws IOException {
        JsonLocation location = parser.currentTokenLocation();
        return Guarded.refused(Issue.error(
                GatewayError.NOT_FHIR,
                "The name '" + parser.currentName() + "' stands twice in one JSON object, at line "
                        + location.getLineNr() + ", column " + location.getColumnNr() + ". Send it once."));
    }

    private static Guarded notWellFormed(JsonLocation location) {
        return WireGuard.notWellFormed(WireFormat.JSON, location.getLineNr(), location.getColumnNr());
    }
}
