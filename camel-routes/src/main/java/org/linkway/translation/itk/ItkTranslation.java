package org.linkway.translation.itk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.dstu3.model.Bundle;
import org.linkway.fhir.parsing.Parsed;
import org.linkway.workflow.Body;

/** Documents to ITK3 messages, as they go over MESH, and the answers to them. */
public final class ItkTranslation {
    /** In which form messages go out; the examples of the guide are all XML. */
    public static final String CONTENT_TYPE = "application/fhir+xml";

    private final FhirContext fhir;

    /** @param fhir of STU3 */
    public ItkTranslation(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** The whole message, with the document as PDF. */
    public Body message(OutboundDocument document) {
        byte[] pdf = DocumentPdf.of(
                document.id(),
                document.title(),
                DocumentContent.of(document),
                document.personName() + ", NHS number " + DocumentContent.nhsNumber(document.nhsNumber()));
        String xml = parser(fhir.newXmlParser()).encodeResourceToString(DocumentMapper.toFhir(document, pdf));
        return Body.of(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** What an answer says, in XML or JSON; empty for what is no ITK3 response. */
    public Optional<ItkResponse> response(Body body) {
        String text = new String(body.bytes(), StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "")
                .strip();
        IParser parser = text.startsWith("{") ? fhir.newJsonParser() : fhir.newXmlParser();
        return Parsed.by(() -> parser(parser).parseResource(text))
                .filter(Bundle.class::isInstance)
                .flatMap(message -> ResponseMapper.toModel((Bundle) message));
    }

    private static IParser parser(IParser parser) {
        return parser.setStripVersionsFromReferences(false)
                .setOverrideResourceIdWithBundleEntryFullUrl(false)
                .setPrettyPrint(false);
    }
}
