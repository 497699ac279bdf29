package org.linkway.fhir.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;

/** What a body says in {@code meta.profile}, read without reading the rest; nothing where it cannot be read. */
final class DeclaredProfiles {
    private static final JsonFactory JSON = new JsonFactory();
    private static final XMLInputFactory XML = xml();

    private DeclaredProfiles() {}

    static List<String> of(String text, FhirFormat format) {
        List<String> profiles = new ArrayList<>();
        try {
            if (format == FhirFormat.XML) {
                readXml(text, profiles);
            } else {
                readJson(text, profiles);
            }
        } catch (IOException | XMLStreamException e) {
            // The validator will say what is wrong with it.
            profiles.clear();
        }
        return profiles;
    }

    private static void readJson(String text, List<String> profiles) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == JsonToken.START_OBJECT && enter(json, "meta", JsonToken.START_OBJECT)) {
                if (enter(json, "profile", JsonToken.START_ARRAY)) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        if (json.currentToken().isScalarValue()) {
                            profiles.add(json.getText());
                        } else {
                            json.skipChildren();
                        }
                    }
                }
            }
        }
    }

    /** Moves from the start of an object to the start of the value of this field, where it is such a value. */
    private static boolean enter(JsonParser json, String field, JsonToken start) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = json.currentName().equals(field);
            JsonToken value = json.nextToken();
            if (found) {
                return value == start;
            }
            json.skipChildren();
        }
        return false;
    }

    private static void readXml(String text, List<String> profiles) throws XMLStreamException {
        XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(text));
        int depth = 0;
        boolean inMeta = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                inMeta |= depth == 2 && xml.getLocalName().equals("meta");
                if (inMeta && depth == 3 && xml.getLocalName().equals("profile") && xml.getAttributeCount() > 0) {
                    profiles.add(xml.getAttributeValue(0));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                if (inMeta && depth == 1) {
                    return;
                }
            }
        }
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
