package org.linkway.conformance.runner;

import ca.uhn.fhir.fhirpath.FhirPathExecutionException;
import ca.uhn.fhir.fhirpath.IFhirPath;
import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.xml.namespace.NamespaceContext;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.linkway.fhir.validation.WireFormat;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What an expression finds in a body.
 *
 * @param values of the elements that were found, as text; an element that is not primitive is its FHIR type's name in brackets
 */
record Expressions(List<String> values) {
    private static final String FHIR = "http://hl7.org/fhir";
    private static final Configuration JSON = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
            .build();

    /** @throws StepStopped where it is no FHIRPath, or the body is no resource */
    static Expressions fhirPath(Body body, String expression) {
        IFhirPath engine = Body.FHIR.newFhirPath();
        try {
            return new Expressions(engine.evaluate(body.requireResource(), expression, IBase.class).stream()
                    .map(Expressions::text)
                    .toList());
        } catch (FhirPathExecutionException e) {
            throw StepStopped.error("`" + expression + "` cannot be worked as FHIRPath: " + StepStopped.saidBy(e));
        }
    }

    private static String text(IBase found) {
        return found instanceof IPrimitiveType<?> primitive
                ? String.valueOf(primitive.getValueAsString())
                : "(" + found.fhirType() + ")";
    }

    /** XPath over FHIR's XML, or JSONPath over JSON, whichever it looks like. */
    static Expressions path(Body body, String path) {
        return path.startsWith("$") || path.startsWith("@.") ? jsonPath(body, path) : xPath(body, path);
    }

    private static Expressions jsonPath(Body body, String path) {
        try {
            JsonNode found = JsonPath.using(JSON).parse(body.json()).read(path, JsonNode.class);
            List<String> values = new ArrayList<>();
            found.forEach(node -> values.add(node.isValueNode() ? node.asText() : node.toString()));
            return new Expressions(values);
        } catch (JsonPathException e) {
            throw StepStopped.error("`" + path + "` cannot be worked as JSONPath: " + StepStopped.saidBy(e));
        }
    }

    private static Expressions xPath(Body body, String path) {
        XPath xPath = XPathFactory.newInstance().newXPath();
        xPath.setNamespaceContext(new FhirPrefix());
        Document document = document(body);
        try {
            // A script may leave the prefix out, and the root out.
            NodeList found = (NodeList) xPath.evaluate(rooted(path), document, XPathConstants.NODESET);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                values.add(
                        found.item(i).getNodeValue() == null
                                ? found.item(i).getTextContent()
                                : found.item(i).getNodeValue());
            }
            return new Expressions(values);
        } catch (XPathExpressionException e) {
            throw StepStopped.error("`" + path + "` cannot be worked as XPath: " + StepStopped.saidBy(e));
        }
    }

    private static String rooted(String path) {
        return path.startsWith("/") || path.contains("(") ? path : "/" + path;
    }

    private static Document document(Body body) {
        try {
            return Xml.read(new InputSource(new StringReader(body.asText(WireFormat.XML))));
        } catch (SAXException | IOException e) {
            throw StepStopped.failed(
                    "Expected FHIR XML, or JSON that can be written as such; found " + body.inWords() + ".");
        }
    }

    /** Scripts write {@code fhir:}. */
    private static final class FhirPrefix implements NamespaceContext {
        @Override
        public String getNamespaceURI(String prefix) {
            return prefix.equals("fhir") || prefix.equals("f") ? FHIR : "http://www.w3.org/1999/xhtml";
        }

        @Override
        public String getPrefix(String uri) {
            return null;
        }

        @Override
        public Iterator<String> getPrefixes(String uri) {
            return List.<String>of().iterator();
        }
    }
}
