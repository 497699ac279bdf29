package org.linkway.conformance.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a page element by element, so that nothing that was answered can become markup of ours. */
final class Html {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    Html() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What stands in an element. */
    interface Content {
        void write(Html html);
    }

    /** @param attributes names and values by turns */
    Html element(String name, Content content, String... attributes) {
        try {
            xml.writeStartElement(name);
            for (int i = 0; i < attributes.length; i += 2) {
                xml.writeAttribute(attributes[i], Writable.text(attributes[i + 1]));
            }
            content.write(this);
            // An element that is empty is still closed by its own tag, as HTML wants it.
            xml.writeCharacters("");
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    Html element(String name, String words, String... attributes) {
        return element(name, html -> html.words(words), attributes);
    }

    Html words(String words) {
        try {
            xml.writeCharacters(Writable.text(words));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    String page() {
        return "<!DOCTYPE html>\n" + text + "\n";
    }
}
