package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.fhir.validation.WireFormat;

/** A GP system that refers, at the gateway's FHIR doors. */
final class GpSystem {
    static final String TRANSACTION_DOOR = "/fhir";
    static final String MESSAGE_DOOR = "/fhir/$process-message";

    private final Http http;

    GpSystem(Http http) {
        this.http = http;
    }

    /** Sends a transaction or a message to its door, under a new request id. */
    Answer send(Bundle bundle, WireFormat format) {
        return send(bundle, format, newId());
    }

    Answer send(Bundle bundle, WireFormat format, String requestId) {
        String door = bundle.getType() == BundleType.MESSAGE ? MESSAGE_DOOR : TRANSACTION_DOOR;
        return post(door, new String(FhirText.write(bundle, format), UTF_8), format.mediaType(), requestId);
    }

    Answer post(String door, String body, String contentType, String requestId) {
        return http.post(
                door,
                body,
                Map.of(
                        "Content-Type",
                        contentType,
                        "Accept",
                        contentType.contains("xml") ? WireFormat.XML.mediaType() : WireFormat.JSON.mediaType(),
                        "X-Request-Id",
                        requestId,
                        "X-Correlation-Id",
                        newId()));
    }

    Answer postWithHeaders(String door, String body, Map<String, String> headers) {
        return http.post(door, body, headers);
    }

    /** A request that has a method and an address, and nothing else. */
    Answer request(String method, String path) {
        return http.request(method, path);
    }

    /** Sends the Task as it is to stand, for the version that was read; without If-Match where that is empty. */
    Answer change(Task task, String ifMatch) {
        return http.put(
                "/fhir/Task/" + task.getIdElement().getIdPart(),
                new String(FhirText.write(task, WireFormat.JSON), UTF_8),
                ifMatch.isEmpty()
                        ? Map.of("Content-Type", WireFormat.JSON.mediaType())
                        : Map.of("Content-Type", WireFormat.JSON.mediaType(), "If-Match", ifMatch));
    }

    /** Creates one resource. */
    Answer create(Resource resource, Map<String, String> moreHeaders) {
        return send("POST", "/fhir/" + resource.fhirType(), text(resource), WireFormat.JSON.mediaType(), moreHeaders);
    }

    /** Patches a Task as it was at a version. */
    Answer patch(String taskId, String patch, String contentType, String ifMatch) {
        return send("PATCH", "/fhir/Task/" + taskId, patch, contentType, Map.of("If-Match", ifMatch));
    }

    Answer send(String method, String path, String body, String contentType, Map<String, String> moreHeaders) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", contentType));
        headers.putAll(moreHeaders);
        return http.send(method, path, body, headers);
    }

    static String text(Resource resource) {
        return new String(FhirText.write(resource, WireFormat.JSON), UTF_8);
    }

    /** Refers by transaction, which has to succeed. */
    PlacedReferral refer(GpReferral referral) {
        return placed(send(referral.transaction(), WireFormat.JSON).expect(200));
    }

    static PlacedReferral placed(Answer answer) {
        Bundle response = answer.bundle();
        return new PlacedReferral(
                locationOf("Task", response), locationOf("ServiceRequest", response), locationOf("Patient", response));
    }

    private static String locationOf(String type, Bundle response) {
        return response.getEntry().stream()
                .map(entry -> new IdType(entry.getResponse().getLocation()))
                .filter(location -> type.equals(location.getResourceType()))
                .map(IdType::getIdPart)
                .findFirst()
                .orElseThrow(() -> new AssertionError("The answer names no " + type + "."));
    }

    /** The base of the FHIR doors. */
    String base() {
        return http.base() + "/fhir";
    }

    Answer read(String location) {
        return http.get("/fhir/" + location);
    }

    /** Asks for something, with these headers. */
    Answer ask(String method, String location, Map<String, String> headers) {
        return http.send(method, "/fhir/" + location, new byte[0], headers);
    }

    Answer send(String method, String location, byte[] body, Map<String, String> headers) {
        return http.send(method, "/fhir/" + location, body, headers);
    }

    Task task(PlacedReferral placed) {
        return read("Task/" + placed.taskId()).expect(200).resource(Task.class);
    }

    /** Reads all that a transaction or a message was answered with, as the sender may do at any time. */
    void assertReadable(Answer answer) {
        List<String> locations = answer.bundle().getEntry().stream()
                .flatMap(entry -> location(entry).stream())
                .toList();
        assertThat(locations)
                .isNotEmpty()
                .allSatisfy(location ->
                        assertThat(read(location).status()).as(location).isEqualTo(200));
    }

    /** Of all that an answer holds, only its remarks are kept nowhere. */
    private static Optional<String> location(BundleEntryComponent entry) {
        if (entry.getResource() instanceof OperationOutcome) {
            return Optional.empty();
        }
        return Optional.of(
                entry.hasResponse()
                        ? new IdType(entry.getResponse().getLocation())
                                .toUnqualifiedVersionless()
                                .getValue()
                        : entry.getResource().fhirType() + "/"
                                + entry.getResource().getIdPart());
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /** The ids under which the sender reads what it sent. */
    record PlacedReferral(String taskId, String serviceRequestId, String patientId) {}
}
