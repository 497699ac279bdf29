package org.linkway.gateway.fhir;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.linkway.fhir.validation.WireFormat;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes a batch apart into its requests without reading their resources, so that one bad resource spoils no other request. */
final class BatchReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BatchReader() {}

    /** @param body well-formed, in this form */
    static List<BatchEntry> entries(byte[] body, WireFormat format) {
        String text = new String(body, StandardCharsets.UTF_8);
        return format == WireFormat.JSON ? json(text) : xml(text);
    }

    private static List<BatchEntry> json(String text) {
        List<BatchEntry> entries = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(text).path("entry")) {
            JsonNode request = entry.path("request");
            Map<String, String> conditions = new HashMap<>();
            BatchEntry.CONDITIONS.forEach(
                    (element, header) -> string(request, element).ifPresent(value -> conditions.put(header, value)));
            entries.add(new BatchEntry(
                    entries.size(),
                    string(request, "method"),
                    string(request, "url"),
                    conditions,
                    entry.has("resource") ? Optional.of(entry.get("resource").toString()) : Optional.empty(),
                    WireFormat.JSON));
        }
        return entries;
    }

    private static Optional<String> string(JsonNode parent, String name) {
        return Optional.of(parent.path(name)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private static List<BatchEntry> xml(String text) {
        List<BatchEntry> entries = new ArrayList<>();
        for (Element entry : children(document(text), "entry")) {
            List<Element> request = children(entry, "request");
            Map<String, String> conditions = new HashMap<>();
            BatchEntry.CONDITIONS.forEach(
                    (element, header) -> value(request, element).ifPresent(value -> conditions.put(header, value)));
            entries.add(new BatchEntry(
                    entries.size(),
                    value(request, "method"),
                    value(request, "url"),
                    conditions,
                    children(entry, "resource").stream()
                            .flatMap(resource -> children(resource, "*").stream())
                            .map(BatchReader::text)
                            .findFirst(),
                    WireFormat.XML));
        }
        return entries;
    }

    private static Element document(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("The body was to be well-formed", e);
        }
    }

    private static Optional<String> value(List<Element> parents, String name) {
        return parents.stream()
                .flatMap(parent -> children(parent, name).stream())
                .map(element -> element.getAttribute("value"))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && (name.equals("*") || name.equals(element.getLocalName()))) {
                children.add(element);
            }
        }
        return children;
    }

    private static String text(Element element) {
        try {
            StringWriter text = new StringWriter();
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.transform(new DOMSource(element), new StreamResult(text));
            return text.toString();
        } catch (TransformerException impossible) {
            throw new AssertionError("What was parsed can be written", impossible);
        }
    }
}
