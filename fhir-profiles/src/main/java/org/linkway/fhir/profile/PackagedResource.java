package org.linkway.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/** A resource in a FHIR package, which is parsed when it is first asked for. Safe for use by many threads. */
public final class PackagedResource {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> HEADER = Set.of("resourceType", "id", "url", "version");

    private final String file;
    private final byte[] json;
    private final Map<String, String> header;
    private Resource parsed;

    private PackagedResource(String file, byte[] json, Map<String, String> header) {
        this.file = file;
        this.json = json;
        this.header = header;
    }

    /** @param file which it came from, for people */
    static PackagedResource of(String file, byte[] json) {
        Map<String, String> header = header(file, json);
        if (!header.containsKey("resourceType")) {
            throw new PackageFault(file + " is not a FHIR resource: take it out of the package.");
        }
        return new PackagedResource(file, json, header);
    }

    /** The file that it came from. */
    public String file() {
        return file;
    }

    public String type() {
        return header.get("resourceType");
    }

    public Optional<String> id() {
        return Optional.ofNullable(header.get("id"));
    }

    /** The canonical URL, without a version. */
    public Optional<String> url() {
        return Optional.ofNullable(header.get("url"));
    }

    public Optional<String> version() {
        return Optional.ofNullable(header.get("version"));
    }

    public String json() {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** The one instance that everybody gets: do not change it. */
    public synchronized Resource parsed() {
        if (parsed == null) {
            parsed = parse(json());
        }
        return parsed;
    }

    private Resource parse(String text) {
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        // Publishers' tools write elements that R4 does not have, and nothing here reads them.
        parser.setParserErrorHandler(new LenientErrorHandler(false));
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        try {
            return (Resource) parser.parseResource(text);
        } catch (DataFormatException e) {
            throw new PackageFault(
                    file + " is not a valid FHIR R4 " + type() + " (" + e.getMessage()
                            + "): correct it, or get the package anew from its publisher.",
                    e);
        } catch (RuntimeException e) {
            // What is far from FHIR breaks HAPI's parser in whatever way it happens to.
            throw new PackageFault(
                    file + " is not a valid FHIR R4 " + type()
                            + ": correct it, or get the package anew from its publisher.",
                    e);
        }
    }

    /** What stands at the top of the resource, read without parsing the rest. */
    private static Map<String, String> header(String file, byte[] json) {
        Map<String, String> header = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return header;
            }
            while (header.size() < HEADER.size() && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING && HEADER.contains(name)) {
                    header.put(name, parser.getText());
                }
                parser.skipChildren();
            }
            return header;
        } catch (IOException e) {
            throw new PackageFault(
                    file + " is not well-formed JSON: correct it, or get the package anew from its publisher.", e);
        }
    }
}
