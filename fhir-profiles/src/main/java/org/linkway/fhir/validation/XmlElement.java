package org.linkway.fhir.validation;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamReader;
import org.linkway.fhir.validation.Issue.Position;

/** An open element of an XML body, beside its definition in FHIR R4. */
final class XmlElement {
    private enum Content {
        ONE_RESOURCE,
        ELEMENTS,
        /** Narrative, or below something unknown: not looked at here. */
        OPAQUE
    }

    /** All that FHIR XML has; which of them fits where is the validator's affair. */
    static final Set<String> ATTRIBUTES = Set.of("id", "value", "url");

    private final FhirContext fhir;
    private final ScanFindings findings;
    private final Content content;
    private final Optional<BaseRuntimeElementDefinition<?>> definition;
    private final String expression;
    private final String name;
    private final Map<String, Integer> counts = new HashMap<>();

    private XmlElement(
            FhirContext fhir,
            ScanFindings findings,
            Content content,
            Optional<BaseRuntimeElementDefinition<?>> definition,
            String expression,
            String name) {
        this.fhir = fhir;
        this.findings = findings;
        this.content = content;
        this.definition = definition;
        this.expression = expression;
        this.name = name;
    }

    /** What holds the root element. */
    static XmlElement document(FhirContext fhir, ScanFindings findings) {
        return new XmlElement(fhir, findings, Content.ONE_RESOURCE, Optional.empty(), "", "The body");
    }

    /** The element whose start tag the reader is at. */
    XmlElement child(XMLStreamReader reader) {
        String childName = reader.getLocalName();
        int count = counts.merge(childName, 1, Integer::sum);
        return switch (content) {
            case ONE_RESOURCE -> resource(childName);
            case ELEMENTS ->
                definedChild(childName)
                        .map(child -> element(child, childName, count))
                        .map(child -> child.checked(reader))
                        .orElseGet(() -> refused(UnknownContent.element(expression, childName, name, definition)
                                .at(position(reader))));
            case OPAQUE -> opaque();
        };
    }

    /** To be called at text between tags. */
    void text(String text) {
        if (content != Content.OPAQUE && !text.isBlank()) {
            findings.fault(Issue.error(
                    GatewayError.NOT_FHIR,
                    expression,
                    "There is text between the tags of " + name
                            + ". Remove it: in FHIR XML a value stands in the attribute 'value'."));
        }
    }

    /** To be called at the end tag. */
    void close() {
        if (content == Content.ONE_RESOURCE
                && counts.values().stream().mapToInt(Integer::intValue).sum() != 1) {
            findings.fault(Issue.error(
                    GatewayError.NOT_FHIR,
                    expression,
                    name + " has to hold exactly one resource. Send one, or leave the element out."));
        }
    }

    private XmlElement resource(String type) {
        String place = expression.isEmpty() ? type : expression;
        if (!fhir.getResourceTypes().contains(type)) {
            return refused(UnknownContent.resourceType(place, type, fhir));
        }
        int root = place.indexOf('.');
        findings.resource(root < 0 ? "" : place.substring(root), type);
        return new XmlElement(
                fhir, findings, Content.ELEMENTS, Optional.of(fhir.getResourceDefinition(type)), place, type);
    }

    private Optional<BaseRuntimeChildDefinition> definedChild(String childName) {
        return definition.map(defined -> defined.getChildByName(childName));
    }

    private XmlElement element(BaseRuntimeChildDefinition child, String childName, int count) {
        String plainName = child.getElementName().replace("[x]", "");
        String place = expression + "." + plainName + (child.isMultipleCardinality() ? "[" + (count - 1) + "]" : "");
        String called = name + "." + plainName;
        if (count > 1 && !child.isMultipleCardinality()) {
            return refused(
                    Issue.error(GatewayError.NOT_FHIR, place, called + " stands here more than once. Send it once."));
        }
        BaseRuntimeElementDefinition<?> type = child.getChildByName(childName);
        return new XmlElement(fhir, findings, contentOf(type), Optional.of(type), place, called);
    }

    private XmlElement checked(XMLStreamReader reader) {
        if (content == Content.OPAQUE) {
            return this;
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = reader.getAttributeLocalName(i);
            if (reader.getAttributeNamespace(i) == null && !ATTRIBUTES.contains(attribute)) {
                findings.fault(UnknownContent.attribute(expression, attribute, name));
            }
        }
        String value = reader.getAttributeValue(null, "value");
        if (value != null
                && definition.filter(type -> type.getName().equals("decimal")).isPresent()) {
            DecimalBounds.fault(value, position(reader)).ifPresent(findings::danger);
        }
        return this;
    }

    private static Position position(XMLStreamReader reader) {
        Location location = reader.getLocation();
        return new Position(location.getLineNumber(), location.getColumnNumber());
    }

    private static Content contentOf(BaseRuntimeElementDefinition<?> type) {
        return switch (type.getChildType()) {
            case RESOURCE, CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST -> Content.ONE_RESOURCE;
            case PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> Content.OPAQUE;
            default -> Content.ELEMENTS;
        };
    }

    private XmlElement refused(Issue issue) {
        findings.fault(issue);
        return opaque();
    }

    private XmlElement opaque() {
        return new XmlElement(fhir, findings, Content.OPAQUE, Optional.empty(), expression, name);
    }
}
