package org.linkway.fhir.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.fhir.validation.WireGuard.Guarded;

/** Looks a Bundle's type up without reading the rest. */
final class BundleType {
    private static final JsonFactory JSON = new JsonFactory();

    /** In XML {@code type} comes before the entries; an identifier before it has a type too, but one without a value. */
    private static final Pattern XML_TYPE = Pattern.compile("<(?:\\w+:)?type\\s+value\\s*=\\s*[\"']([a-z-]+)[\"']");

    private BundleType() {}

    static Optional<String> of(Guarded bundle) {
        return bundle.format() == WireFormat.JSON ? json(bundle.text()) : xml(bundle.text());
    }

    private static Optional<String> json(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("type")) {
                    return value == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> xml(String text) {
        Matcher type = XML_TYPE.matcher(text);
        return type.find() ? Optional.of(type.group(1)) : Optional.empty();
    }
}
