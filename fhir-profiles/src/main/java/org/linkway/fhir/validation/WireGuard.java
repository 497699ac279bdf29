package org.linkway.fhir.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks at a body before any FHIR code does: is it well-formed, in UTF-8, not absurdly deep, and free of document types, whose
 * entities could read files or grow without bound? Parsers behind it recurse, so depth has to be bounded first.
 */
final class WireGuard {
    /** FHIR resources in use nest to about 20; a Bundle adds three. */
    static final int MAX_DEPTH = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();
    private static final XMLInputFactory XML = xmlFactory();

    private WireGuard() {}

    /** The body as text, and what is wrong with it; the text is of use only where nothing is. */
    record Guarded(String text, List<Issue> issues) {}

    static Guarded check(byte[] body, WireFormat format) {
        String text;
        try {
            text = withoutByteOrderMark(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return refused(Issue.error(GatewayError.NOT_FHIR, "The body is not UTF-8. Encode it in UTF-8."));
        }
        if (text.isBlank()) {
            return refused(Issue.error(GatewayError.NOT_FHIR, "The body is empty. Send a FHIR Bundle."));
        }
        List<Issue> issues = format == WireFormat.JSON ? json(text) : xml(text);
        return new Guarded(text, issues);
    }

    private static List<Issue> json(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > MAX_DEPTH) {
                    return tooDeep();
                }
            }
            return List.of();
        } catch (JsonProcessingException e) {
            return List.of(notWellFormed(
                    "JSON", e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Issue> xml(String text) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text));
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    return List.of(
                            Issue.error(
                                    GatewayError.UNSAFE_XML,
                                    "The XML has a document type declaration. Remove the DOCTYPE and its entities: FHIR needs none."));
                }
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
                if (depth > MAX_DEPTH) {
                    return tooDeep();
                }
            }
            return List.of();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNumber();
            return List.of(notWellFormed("XML", line, column, "it cannot be read"));
        }
    }

    private static List<Issue> tooDeep() {
        return List.of(Issue.error(
                GatewayError.TOO_DEEP,
                "The body nests more than " + MAX_DEPTH + " levels deep. Send a flatter Bundle."));
    }

    private static Issue notWellFormed(String form, int line, int column, String why) {
        return Issue.error(
                GatewayError.NOT_FHIR,
                "The body is not well-formed " + form + ", at line " + line + ", column " + column + ": " + why
                        + ". Send a FHIR Bundle as " + form + ", or name its form in Content-Type.");
    }

    private static Guarded refused(Issue issue) {
        return new Guarded("", List.of(issue));
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static XMLInputFactory xmlFactory() {
        // The JDK's own, whatever else is on the class path: its switches are known.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
