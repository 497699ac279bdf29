package org.linkway.fhir.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.linkway.fhir.validation.Issue.Position;
import org.linkway.fhir.validation.WireGuard.Guarded;

/** One pass over JSON: is it well-formed, and which resources are in it? */
final class JsonScan {
    private static final JsonFactory JSON = new JsonFactory();

    /** XHTML has elements. */
    private static final String NARRATIVE = "div";

    private final ScanFindings findings = new ScanFindings();
    private final Deque<Set<String>> namesByDepth = new ArrayDeque<>();

    private JsonScan() {}

    static Guarded scan(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return new JsonScan().walk(text, parser);
        } catch (StreamConstraintsException e) {
            // It has no location.
            return Guarded.refused(
                    WireFormat.JSON,
                    Issue.error(
                            GatewayError.NOT_FHIR,
                            "The body has a name or a number that is longer than any in FHIR. Send it shorter, or leave it out."));
        } catch (JsonProcessingException e) {
            return WireGuard.notWellFormed(WireFormat.JSON, position(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Guarded walk(String text, JsonParser parser) throws IOException {
        boolean ended = false;
        // Only as an escape can it come this far.
        boolean hasEscapes = text.contains("\\u");
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (ended) {
                return WireGuard.notWellFormed(WireFormat.JSON, position(parser.currentTokenLocation()));
            }
            if (token == JsonToken.START_OBJECT || token.isScalarValue()) {
                findings.element();
            }
            if (token.isStructStart()) {
                namesByDepth.push(new HashSet<>());
            } else if (token.isStructEnd()) {
                namesByDepth.pop();
            } else if (token == JsonToken.FIELD_NAME && !namesByDepth.element().add(parser.currentName())) {
                repeated(parser);
            } else if (token == JsonToken.VALUE_STRING && "resourceType".equals(parser.currentName())) {
                findings.resource(place(parser.getParsingContext()), parser.getText());
            } else if (token.isNumeric()) {
                DecimalBounds.fault(parser.getText(), position(parser.currentTokenLocation()))
                        .ifPresent(findings::danger);
            }
            if (token == JsonToken.VALUE_STRING
                    && parser.getTextLength() > MarkupBounds.MOST
                    && !NARRATIVE.equals(parser.currentName())) {
                MarkupBounds.fault(parser.getText(), position(parser.currentTokenLocation()))
                        .ifPresent(findings::danger);
            }
            if (hasEscapes && (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)) {
                requireText(parser);
            }
            Optional<Issue> tooMuch = findings.tooMuch(namesByDepth.size());
            if (tooMuch.isPresent()) {
                return Guarded.refused(WireFormat.JSON, tooMuch.get());
            }
            ended = namesByDepth.isEmpty();
        }
        return findings.of(text, WireFormat.JSON);
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

    private void requireText(JsonParser parser) throws IOException {
        if (!WireText.isText(parser.getText())) {
            Position position = position(parser.currentTokenLocation());
            findings.danger(Issue.error(
                            GatewayError.NOT_FHIR,
                            "The text at line " + position.line() + ", column " + position.column()
                                    + " has U+0000, or half of a surrogate pair, which is no character. Leave it out.")
                    .at(position));
        }
    }

    /** Of two values under one name a parser silently keeps one, and nobody knows which. */
    private void repeated(JsonParser parser) throws IOException {
        Position position = position(parser.currentTokenLocation());
        findings.fault(Issue.error(
                        GatewayError.NOT_FHIR,
                        "The name '" + Excerpt.of(parser.currentName()) + "' stands twice in one JSON object, at line "
                                + position.line() + ", column " + position.column() + ". Send it once.")
                .at(position));
    }

    private static Position position(JsonLocation location) {
        return new Position(location.getLineNr(), location.getColumnNr());
    }
}
