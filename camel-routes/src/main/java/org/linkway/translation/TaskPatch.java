package org.linkway.translation;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.workflow.Body;
import org.linkway.workflow.PublishedResource;

/** A Task's change as its sender writes it when it sends only what differs. */
public interface TaskPatch {
    /** JSON Patch's content type (RFC 6902). */
    String JSON_PATCH = "application/json-patch+json";

    /** The Task as FHIR JSON, as it would stand; nothing of the patch is applied where anything is wrong with it. */
    Mapped<Body> appliedTo(PublishedResource standing);

    /** A JSON Patch, as text that nobody has looked at. */
    static TaskPatch ofJson(Body patch) {
        return standing -> JsonPatch.apply(patch, standing.json());
    }

    /** A FHIRPath Patch: Parameters that were read and found valid. */
    static TaskPatch ofParameters(FhirContext fhir, ResourceReading reading) {
        FhirJson json = new FhirJson(fhir);
        FhirPathPatch patch =
                new FhirPathPatch(fhir, (Parameters) reading.resource().orElseThrow());
        return standing -> patch.appliedTo(json.read(Task.class, standing.json()))
                .match(
                        (patched, warnings) -> new Mapped.Ok<>(text(json.stored(patched)), warnings),
                        (List<Issue> issues) -> new Mapped.Invalid<>(issues));
    }

    private static Body text(String json) {
        return Body.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
