package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Looks at a body before the validator does: is it well-formed, in UTF-8, not absurdly deep, and free of document types, whose
 * entities could read files or grow without bound? Parsers behind it recurse, so depth has to be bounded first.
 */
final class WireGuard {
    /** FHIR resources in use nest to about 20; a Bundle adds three. */
    static final int MAX_DEPTH = 64;

    private final XmlScan xml;

    WireGuard(FhirContext fhir) {
        xml = new XmlScan(fhir);
    }

    /** The body as text with its outline, and what is wrong with it; text and outline are of use only where nothing is. */
    record Guarded(String text, Outline outline, List<Issue> issues) {
        static Guarded refused(Issue issue) {
            return new Guarded("", Outline.empty(), List.of(issue));
        }
    }

    Guarded check(byte[] body, WireFormat format) {
        String text;
        try {
            text = withoutByteOrderMark(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Guarded.refused(Issue.error(GatewayError.NOT_FHIR, "The body is not UTF-8. Encode it in UTF-8."));
        }
        if (text.isBlank()) {
            return Guarded.refused(Issue.error(GatewayError.NOT_FHIR, "The body is empty. Send a FHIR Bundle."));
        }
        return format == WireFormat.JSON ? JsonScan.scan(text) : xml.scan(text);
    }

    static Guarded tooDeep() {
        return Guarded.refused(Issue.error(
                GatewayError.TOO_DEEP,
                "The body nests more than " + MAX_DEPTH + " levels deep. Send a flatter Bundle."));
    }

    static Guarded notWellFormed(WireFormat format, int line, int column) {
        return Guarded.refused(Issue.error(
                GatewayError.NOT_FHIR,
                "The body is not well-formed " + format + ": it goes wrong at line " + line + ", column " + column
                        + ". Correct it there, or name the form that you send in Content-Type."));
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
