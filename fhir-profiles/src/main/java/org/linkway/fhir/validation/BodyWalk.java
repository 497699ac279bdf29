package org.linkway.fhir.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.linkway.fhir.validation.Issue.Position;

/** Goes through a well-formed body, JSON and XML alike, and tells each element in its order. */
final class BodyWalk {
    private static final JsonFactory JSON = new JsonFactory();

    private BodyWalk() {}

    /** Who is told. */
    interface Listener {
        /** @param index how many of this name stood before it in the same element */
        void enter(String name, int index, Position position);

        /** The plain value of the element that was entered last. */
        void value(String value);

        /** @param end behind the element; exact where it has parts */
        void leave(Position end);
    }

    static void walk(String text, WireFormat format, Listener listener) {
        try {
            if (format == WireFormat.JSON) {
                try (JsonParser parser = JSON.createParser(text)) {
                    new JsonWalk(parser, listener).walk();
                }
            } else {
                XMLStreamReader reader = XmlScan.XML.createXMLStreamReader(new StringReader(text));
                try {
                    new XmlWalk(text, reader, listener).walk();
                } finally {
                    reader.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the XML was well-formed when it was scanned", e);
        }
    }

    /** Arrays are no elements of their own: their items are, each with its index. */
    private record JsonWalk(JsonParser parser, Listener listener) {

        void walk() throws IOException {
            parser.nextToken();
            value("", 0, position());
        }

        /** Bounded in depth by {@link WireGuard}. */
        private void value(String name, int index, Position position) throws IOException {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                items(name, position);
                return;
            }
            listener.enter(name, index, position);
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String child = parser.currentName();
                    Position at = position();
                    parser.nextToken();
                    value(child, 0, at);
                }
            } else {
                listener.value(parser.getText());
            }
            listener.leave(behindBracket());
        }

        private void items(String name, Position position) throws IOException {
            int index = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                value(name, index++, position());
            }
            if (index == 0) {
                listener.enter(name, 0, position);
                listener.leave(position);
            }
        }

        private Position behindBracket() {
            Position bracket = position();
            return new Position(bracket.line(), bracket.column() + 1);
        }

        private Position position() {
            JsonLocation location = parser.currentTokenLocation();
            return new Position(location.getLineNr(), location.getColumnNr());
        }
    }

    /** What wraps a resource is one element with it, as in JSON, and attributes are elements. */
    private static final class XmlWalk {
        private final XMLStreamReader reader;
        private final Listener listener;
        private final Lines lines;
        private final Deque<Open> open = new ArrayDeque<>();

        private record Open(String name, boolean told, Map<String, Integer> counts) {}

        XmlWalk(String text, XMLStreamReader reader, Listener listener) {
            this.reader = reader;
            this.listener = listener;
            this.lines = new Lines(text);
        }

        void walk() throws XMLStreamException {
            open.push(new Open("resource", true, new HashMap<>()));
            listener.enter("", 0, new Position(1, 1));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    start(reader.getLocalName());
                } else if (event == XMLStreamConstants.END_ELEMENT && open.pop().told()) {
                    listener.leave(behindTag());
                }
            }
            listener.leave(behindTag());
        }

        private void start(String name) {
            Open parent = open.element();
            boolean wrapped = (parent.name().equals("resource") || parent.name().equals("contained"))
                    && Character.isUpperCase(name.charAt(0));
            Position position = lines.startOfTag(behindTag());
            if (wrapped) {
                tell("resourceType", name, position);
            } else {
                listener.enter(name, parent.counts().merge(name, 1, Integer::sum) - 1, position);
            }
            open.push(new Open(name, !wrapped, new HashMap<>()));
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                if (reader.getAttributeLocalName(i).equals("value")) {
                    listener.value(reader.getAttributeValue(i));
                } else {
                    tell(reader.getAttributeLocalName(i), reader.getAttributeValue(i), position);
                }
            }
        }

        private void tell(String name, String value, Position position) {
            listener.enter(name, 0, position);
            listener.value(value);
            listener.leave(position);
        }

        private Position behindTag() {
            Location location = reader.getLocation();
            return new Position(location.getLineNumber(), location.getColumnNumber());
        }
    }
}
