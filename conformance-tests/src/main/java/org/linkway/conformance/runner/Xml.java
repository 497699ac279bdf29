package org.linkway.conformance.runner;

import java.io.IOException;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads XML that others wrote: without a document type, and so without entities. */
final class Xml {
    private Xml() {}

    /** @throws SAXException where it is no XML, or has a document type */
    static Document read(InputSource source) throws SAXException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // What is wrong is thrown, and not printed as well.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(source);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
