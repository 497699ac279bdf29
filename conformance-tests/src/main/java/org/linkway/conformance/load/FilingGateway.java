package org.linkway.conformance.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.WireFormat;

/** The gateway whose filing is measured: its door for senders, and the local API. */
final class FilingGateway {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> UNDER_WAY = Set.of("pending", "retrying");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    FilingGateway(URI base) {
        this.base = base;
    }

    /** The id under which link workers find the new referral. */
    String open(GpReferral referral) {
        byte[] body = FhirText.write(referral.transaction(), WireFormat.JSON);
        String answer = expect(
                200,
                request("/fhir")
                        .header("Content-Type", WireFormat.JSON.mediaType())
                        .header("X-Request-Id", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofByteArray(body)));
        String task = FhirText.read(Bundle.class, answer, WireFormat.JSON).getEntry().stream()
                .map(entry -> new IdType(entry.getResponse().getLocation()))
                .filter(location -> "Task".equals(location.getResourceType()))
                .findFirst()
                .orElseThrow(() -> new CommandFailed("The gateway's answer to a referral names no Task."))
                .getIdPart();
        String read = expect(200, request("/fhir/Task/" + task).GET());
        return FhirText.read(Task.class, read, WireFormat.JSON).getIdentifier().stream()
                .filter(identifier -> IdentifierSystem.LINKWAY_REFERRAL.matches(identifier.getSystem()))
                .findFirst()
                .orElseThrow(() -> new CommandFailed("The gateway's Task does not say which referral it is about."))
                .getValue();
    }

    /** @throws CommandFailed when it is not taken */
    void report(String referral, String type) {
        String answer = answerTo(referral, type);
        if (!answer.equals("201")) {
            throw new CommandFailed("The gateway answered " + answer + " to the event " + type + ".");
        }
    }

    /** The HTTP status of a report, or what went wrong instead. */
    String answerTo(String referral, String type) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("id", UUID.randomUUID().toString())
                .put("type", type)
                .put("occurredAt", Instant.now().minusSeconds(60).toString());
        event.putObject("recordedBy").put("name", "Robin Madeup").put("role", "link worker");
        try {
            return Integer.toString(send(request("/local/v1/referrals/" + referral + "/events")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(event.toString())))
                    .statusCode());
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** The record entries of a referral, as they stand. */
    List<JsonNode> entries(String referral) {
        try {
            List<JsonNode> entries = new ArrayList<>();
            JSON.readTree(expect(200, request("/local/v1/referrals/" + referral).GET()))
                    .get("recordEntries")
                    .forEach(entries::add);
            return entries;
        } catch (JsonProcessingException e) {
            throw new CommandFailed("The gateway's answer to a referral that was read is no JSON.");
        }
    }

    /** Whether anything, to anybody, is still to be delivered. */
    boolean isDelivering() {
        try {
            for (JsonNode destination : JSON.readTree(expect(
                            200, request("/local/v1/deliveries/destinations").GET()))
                    .get("destinations")) {
                if (UNDER_WAY.stream()
                        .anyMatch(state -> destination.get("counts").path(state).asInt() > 0)) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException e) {
            throw new CommandFailed("The gateway's answer about its destinations is no JSON.");
        }
    }

    private String expect(int status, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = send(request);
            if (answer.statusCode() != status) {
                throw new CommandFailed("The gateway answered " + answer.statusCode() + " to "
                        + answer.request().method() + " "
                        + answer.request().uri().getPath() + ".");
            }
            return answer.body();
        } catch (IOException e) {
            throw new CommandFailed("The gateway at " + base + " did not answer ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(
                    request.header("Accept", "application/fhir+json, application/json")
                            .build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("The load was interrupted.");
        }
    }
}
