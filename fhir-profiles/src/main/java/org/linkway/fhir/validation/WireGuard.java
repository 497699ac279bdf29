package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.linkway.fhir.validation.Issue.Position;

/**
 * Looks at a body before the validator does: is it well-formed, in UTF-8, neither absurdly deep nor of absurdly many
 * parts, and free of document types, whose entities could read files or grow without bound? Parsers behind it recurse, so depth
 * has to be bounded first.
 */
final class WireGuard {
    private final XmlScan xml;

    WireGuard(FhirContext fhir) {
        xml = new XmlScan(fhir);
    }

    /**
     * What came of looking at a body.
     *
     * @param text empty where the body must not be read any further
     * @param outline empty where the text is
     */
    record Guarded(String text, WireFormat format, Outline outline, List<Issue> issues) {
        Guarded {
            issues = List.copyOf(issues);
        }

        static Guarded refused(WireFormat format, Issue issue) {
            return refused(format, List.of(issue));
        }

        static Guarded refused(WireFormat format, List<Issue> issues) {
            return new Guarded("", format, Outline.empty(), issues);
        }

        boolean isReadable() {
            return !text.isEmpty();
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
            return Guarded.refused(
                    format, Issue.error(GatewayError.NOT_FHIR, "The body is not UTF-8. Encode it in UTF-8."));
        }
        return check(text, format);
    }

    Guarded check(String text, WireFormat format) {
        if (text.isBlank()) {
            return Guarded.refused(
                    format, Issue.error(GatewayError.NOT_FHIR, "The body is empty. Send a FHIR resource."));
        }
        return format == WireFormat.JSON ? JsonScan.scan(text) : xml.scan(text);
    }

    static Guarded notWellFormed(WireFormat format, Position position) {
        return Guarded.refused(
                format,
                Issue.error(
                                GatewayError.NOT_FHIR,
                                "The body is not well-formed " + format + ": it goes wrong at line " + position.line()
                                        + ", column " + position.column()
                                        + ". Correct it there, or name the form that you send in Content-Type.")
                        .at(position));
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
