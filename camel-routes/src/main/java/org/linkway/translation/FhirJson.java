package org.linkway.translation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.workflow.Body;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.PublishedResource;

/** Resources to text and back, as Linkway stores and answers them: references as they stand, ids as given. */
final class FhirJson {
    private final FhirContext fhir;

    FhirJson(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** The stored form: no version and no stamp, which the store gives. */
    String stored(Resource resource) {
        Resource copy = resource.copy();
        copy.getMeta().setVersionId(null).setLastUpdated(null);
        return parser(WireFormat.JSON).encodeResourceToString(copy);
    }

    <T extends Resource> T read(Class<T> type, String json) {
        return parser(WireFormat.JSON).parseResource(type, json);
    }

    /** What was answered, in the form in which it was. */
    <T extends Resource> T read(Class<T> type, KeptAnswer answer) {
        WireFormat format = WireFormat.ofContentType(answer.contentType()).orElseThrow();
        String text = new String(answer.body().bytes(), StandardCharsets.UTF_8);
        return parser(format).parseResource(type, text);
    }

    Resource read(PublishedResource published) {
        return (Resource) parser(WireFormat.JSON).parseResource(published.json());
    }

    <T extends Resource> T read(Class<T> type, Body body, WireFormat format) {
        String text = new String(body.bytes(), StandardCharsets.UTF_8);
        return type.cast(parser(format).parseResource(text));
    }

    Body body(Resource resource, WireFormat format) {
        return Body.of(parser(format).encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8));
    }

    private IParser parser(WireFormat format) {
        IParser parser = format == WireFormat.JSON ? fhir.newJsonParser() : fhir.newXmlParser();
        return parser.setStripVersionsFromReferences(false).setOverrideResourceIdWithBundleEntryFullUrl(false);
    }
}
