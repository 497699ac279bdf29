package org.linkway.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Writes what TestScripts take from R5 as R4 can hold it: a profile that is a canonical as a Reference, and {@code
 * stopTestOnFail} as the extension that stands for it.
 */
final class NewerElements {
    private static final String FHIR = "http://hl7.org/fhir";
    private static final String STOP = "stopTestOnFail";
    private static final ObjectMapper JSON = new ObjectMapper();

    private NewerElements() {}

    static String inJson(byte[] script) {
        try {
            JsonNode root = JSON.readTree(script);
            if (root instanceof ObjectNode whole) {
                referProfiles(whole);
                stops(whole);
            }
            return root.toString();
        } catch (IOException e) {
            throw new IllegalArgumentException("The script is no JSON: " + e.getMessage());
        }
    }

    private static void referProfiles(ObjectNode script) {
        JsonNode ids = script.remove("_profile");
        if (!(script.get("profile") instanceof ArrayNode profiles)) {
            return;
        }
        for (int i = 0; i < profiles.size(); i++) {
            if (profiles.get(i).isTextual()) {
                ObjectNode reference =
                        JSON.createObjectNode().put("reference", profiles.get(i).asText());
                if (ids != null && ids.path(i).has("id")) {
                    reference.set("id", ids.path(i).get("id"));
                }
                profiles.set(i, reference);
            }
        }
    }

    private static void stops(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("assert") instanceof ObjectNode asserted) {
            JsonNode stop = asserted.remove(STOP);
            if (stop != null) {
                asserted.withArray("extension")
                        .addObject()
                        .put("url", Extensions.STOP_TEST_ON_FAIL)
                        .put("valueBoolean", stop.asBoolean());
            }
        }
        node.forEach(NewerElements::stops);
    }

    static String inXml(byte[] script) {
        try {
            Document document = Xml.read(new InputSource(new ByteArrayInputStream(script)));
            children(document.getDocumentElement(), "profile").forEach(NewerElements::referProfile);
            all(document.getDocumentElement().getElementsByTagNameNS(FHIR, "assert"))
                    .forEach(NewerElements::stop);
            StringWriter text = new StringWriter();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (SAXException | IOException | TransformerException e) {
            throw new IllegalArgumentException("The script is no XML: " + e.getMessage());
        }
    }

    private static void referProfile(Element profile) {
        if (profile.hasAttribute("value")) {
            valued(profile, "reference", profile.getAttribute("value"));
            profile.removeAttribute("value");
        }
    }

    private static void stop(Element asserted) {
        for (Element stop : children(asserted, STOP)) {
            asserted.removeChild(stop);
            Element extension = asserted.getOwnerDocument().createElementNS(FHIR, "extension");
            extension.setAttribute("url", Extensions.STOP_TEST_ON_FAIL);
            valued(extension, "valueBoolean", stop.getAttribute("value"));
            asserted.insertBefore(extension, asserted.getFirstChild());
        }
    }

    private static void valued(Element parent, String name, String value) {
        Element child = parent.getOwnerDocument().createElementNS(FHIR, name);
        child.setAttribute("value", value);
        parent.appendChild(child);
    }

    private static List<Element> children(Element parent, String name) {
        return all(parent.getChildNodes()).stream()
                .filter(child -> name.equals(child.getLocalName()))
                .toList();
    }

    private static List<Element> all(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .toList();
    }
}
