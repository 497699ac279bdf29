package org.linkway.conformance.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.validation.WireFormat;

/** Bytes that travelled, and what they can be read as. They are read once, and only where somebody asks. */
public final class Body {
    static final FhirContext FHIR = FhirContext.forR4Cached();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EXCERPT = 300;

    private final byte[] bytes;
    private final String contentType;
    private Optional<Resource> resource;

    /** @param contentType empty where nobody said */
    public Body(byte[] bytes, String contentType) {
        this.bytes = bytes.clone();
        this.contentType = contentType;
    }

    static Body empty() {
        return new Body(new byte[0], "");
    }

    static Body of(Resource resource, WireFormat format) {
        String text = parser(format).encodeResourceToString(resource);
        Body body = new Body(text.getBytes(UTF_8), format.mediaType());
        body.resource = Optional.of(resource);
        return body;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes, as UTF-8. */
    public String text() {
        return new String(bytes, UTF_8);
    }

    public String contentType() {
        return contentType;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** In which form it is FHIR: as its content type says, or where that says nothing, as it looks. */
    Optional<WireFormat> format() {
        Optional<WireFormat> said = WireFormat.ofContentType(contentType);
        if (said.isPresent() || isEmpty()) {
            return said;
        }
        return switch (text().strip().charAt(0)) {
            case '{' -> Optional.of(WireFormat.JSON);
            case '<' -> Optional.of(WireFormat.XML);
            default -> Optional.empty();
        };
    }

    /** Read leniently: what is wrong with it is for the asserts to say. */
    Optional<Resource> resource() {
        if (resource == null) {
            resource = format().flatMap(this::parse);
        }
        return resource;
    }

    private Optional<Resource> parse(WireFormat format) {
        try {
            return Optional.of((Resource) parser(format).parseResource(text()));
        } catch (DataFormatException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** @throws StepStopped where it is no resource */
    Resource requireResource() {
        return resource().orElseThrow(() -> StepStopped.failed("Expected a FHIR resource; found " + inWords() + "."));
    }

    /** Of a resource its FHIR JSON, whichever form travelled. */
    JsonNode json() {
        try {
            return JSON.readTree(asText(WireFormat.JSON));
        } catch (JsonProcessingException e) {
            throw StepStopped.failed("Expected JSON; found " + inWords() + ".");
        }
    }

    /** Of a resource its text in this form; of anything else its text. */
    String asText(WireFormat wanted) {
        return format().filter(is -> is != wanted)
                .flatMap(other -> resource())
                .map(read -> parser(wanted).encodeResourceToString(read))
                .orElseGet(this::text);
    }

    /** What this is, in a few words. */
    String inWords() {
        if (isEmpty()) {
            return "an empty body";
        }
        String excerpt = text().strip();
        return (contentType.isEmpty() ? "a body" : contentType.toLowerCase(Locale.ROOT)) + " that begins `"
                + (excerpt.length() > EXCERPT ? excerpt.substring(0, EXCERPT) + "…" : excerpt) + "`";
    }

    private static IParser parser(WireFormat format) {
        IParser parser = format == WireFormat.JSON ? FHIR.newJsonParser() : FHIR.newXmlParser();
        // The server's ids and absolute references are looked at as they are.
        return parser.setParserErrorHandler(new LenientErrorHandler(false))
                .setPrettyPrint(true)
                .setStripVersionsFromReferences(false)
                .setOverrideResourceIdWithBundleEntryFullUrl(false);
    }
}
