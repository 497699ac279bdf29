package org.linkway.conformance.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.linkway.conformance.partner.FhirText;
import org.linkway.fhir.validation.WireFormat;

/** The example Tasks of SDOH Clinical Care 2.3.0, which stand beside this clone or not at all. */
final class PublishedTask {
    private static final Path EXAMPLES = Path.of("..", "..", "shared", "interop", "sdoh-cc-2.3.0");
    private static final Pattern REFERENCE = Pattern.compile("\"reference\":\"([A-Z][A-Za-z]+/[^\"]+)\"");

    private PublishedTask() {}

    static boolean areThere() {
        return Files.isDirectory(EXAMPLES);
    }

    /**
     * A Task as it was when it was sent, and all that it leads to. The Tasks are published as they stood in the end: what came of
     * them is taken back. Left out are the Task of which one is a part, which was sent to somebody else, and what a Condition
     * rests on.
     */
    static Bundle sent(String name) {
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        Deque<String> next = new ArrayDeque<>(List.of("Task/" + name));
        Set<String> seen = new HashSet<>(next);
        while (!next.isEmpty()) {
            String place = next.remove();
            String text = GpSystem.text(asSent(read(place)));
            REFERENCE
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .filter(seen::add)
                    .forEach(next::add);
            transaction.addEntry().setFullUrl(urn(place)).setResource(parse(turned(text)));
        }
        return transaction;
    }

    private static Resource asSent(Resource published) {
        if (published instanceof Task task) {
            task.setStatus(TaskStatus.REQUESTED).setOutput(null).setPartOf(null);
        } else if (published instanceof ServiceRequest request) {
            request.setStatus(ServiceRequestStatus.ACTIVE);
        } else if (published instanceof Condition condition) {
            condition.setEvidence(null);
        }
        return published;
    }

    private static String turned(String text) {
        return REFERENCE.matcher(text).replaceAll(PublishedTask::turned);
    }

    private static String turned(MatchResult reference) {
        return "\"reference\":\"" + urn(reference.group(1)) + "\"";
    }

    private static String urn(String place) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }

    private static Resource read(String place) {
        try {
            return parse(Files.readString(EXAMPLES.resolve(place.replace('/', '-') + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Resource parse(String text) {
        Resource resource = (Resource) FhirText.read(text, WireFormat.JSON);
        resource.setId((String) null);
        return resource;
    }
}
