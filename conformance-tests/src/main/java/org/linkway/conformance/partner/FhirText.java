package org.linkway.conformance.partner;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.linkway.fhir.validation.WireFormat;

/** Resources to the text that travels, and back. */
public final class FhirText {
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private FhirText() {}

    public static byte[] write(IBaseResource resource, WireFormat format) {
        return parser(format).encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }

    public static <T extends IBaseResource> T read(Class<T> type, String text, WireFormat format) {
        return parser(format).parseResource(type, text);
    }

    /** A resource of whichever type the text says. */
    public static IBaseResource read(String text, WireFormat format) {
        return parser(format).parseResource(text);
    }

    private static IParser parser(WireFormat format) {
        IParser parser = format == WireFormat.JSON ? FHIR.newJsonParser() : FHIR.newXmlParser();
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return parser;
    }
}
