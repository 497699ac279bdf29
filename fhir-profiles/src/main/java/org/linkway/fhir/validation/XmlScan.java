package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.linkway.fhir.validation.Issue.Position;
import org.linkway.fhir.validation.WireGuard.Guarded;

/**
 * One pass over XML: is it well-formed, are its elements those of FHIR R4, and which resources are in it?
 *
 * <p>Elements are checked here because the validator's XML reader names their place without indexes, and throws where an element
 * repeats that may not.
 */
final class XmlScan {
    private static final String FHIR = "http://hl7.org/fhir";
    static final XMLInputFactory XML = xmlFactory();

    private final FhirContext fhir;

    XmlScan(FhirContext fhir) {
        this.fhir = fhir;
    }

    Guarded scan(String text) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text));
            try {
                return walk(text, reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return WireGuard.notWellFormed(WireFormat.XML, position(e.getLocation()));
        }
    }

    private Guarded walk(String text, XMLStreamReader reader) throws XMLStreamException {
        ScanFindings findings = new ScanFindings();
        Deque<XmlElement> open = new ArrayDeque<>();
        open.push(XmlElement.document(fhir, findings));
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> {
                    return documentType();
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    findings.element();
                    attributes(reader, findings);
                    open.push(open.element().child(reader));
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop().close();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().text(reader.getText());
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
            if (open.size() == 2 && reader.isStartElement() && !FHIR.equals(reader.getNamespaceURI())) {
                return outsideNamespace(reader.getLocalName());
            }
            // The document is open too.
            Optional<Issue> tooMuch = findings.tooMuch(open.size() - 1);
            if (tooMuch.isPresent()) {
                return Guarded.refused(WireFormat.XML, tooMuch.get());
            }
        }
        return findings.of(text, WireFormat.XML);
    }

    private static void attributes(XMLStreamReader reader, ScanFindings findings) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            MarkupBounds.fault(reader.getAttributeValue(i), position(reader.getLocation()))
                    .ifPresent(findings::danger);
        }
    }

    private static Position position(Location location) {
        return location == null
                ? new Position(1, 1)
                : new Position(location.getLineNumber(), location.getColumnNumber());
    }

    private static Guarded outsideNamespace(String root) {
        return Guarded.refused(
                WireFormat.XML,
                Issue.error(
                        GatewayError.NOT_FHIR,
                        "The root element " + root + " is not in FHIR's namespace. Write it as <" + root + " xmlns=\""
                                + FHIR + "\">."));
    }

    private static Guarded documentType() {
        return Guarded.refused(
                WireFormat.XML,
                Issue.error(
                        GatewayError.UNSAFE_XML,
                        "The XML has a document type declaration. Remove the DOCTYPE and its entities: FHIR needs none."));
    }

    private static XMLInputFactory xmlFactory() {
        // The JDK's own, whatever else is on the class path: its switches are known.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
