package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.linkway.fhir.profile.LinkwayProfile;

/** Takes a request body from bytes to a valid Bundle, or to everything that is wrong with it. */
public final class FhirReader {
    private final FhirContext fhir;
    private final ProfileValidator validator;

    public FhirReader(FhirContext fhir, ProfileValidator validator) {
        this.fhir = fhir;
        this.validator = validator;
    }

    /**
     * @param contentType as in the request; null where there was none
     * @param profile that the Bundle has to conform to, beside what it declares
     */
    public Reading read(byte[] body, String contentType, LinkwayProfile profile) {
        Optional<WireFormat> format = WireFormat.ofContentType(contentType);
        if (format.isEmpty()) {
            return Reading.refused(Issue.error(
                    GatewayError.UNSUPPORTED_MEDIA_TYPE,
                    "The content type is '" + contentType
                            + "'. Send application/fhir+json or application/fhir+xml, in UTF-8."));
        }
        WireGuard.Guarded guarded = WireGuard.check(body, format.get());
        if (!guarded.issues().isEmpty()) {
            return Reading.refused(guarded.issues());
        }
        List<Issue> issues = new ArrayList<>(validator.validate(guarded.text(), format.get(), profile));
        return Issue.anyError(issues)
                ? Reading.refused(issues)
                : new Reading(Optional.of(parse(guarded.text(), format.get())), issues);
    }

    private Bundle parse(String text, WireFormat format) {
        IParser parser = format == WireFormat.JSON ? fhir.newJsonParser() : fhir.newXmlParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        // The ids in the message are the sender's; Linkway gives its own.
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return parser.parseResource(Bundle.class, text);
    }
}
