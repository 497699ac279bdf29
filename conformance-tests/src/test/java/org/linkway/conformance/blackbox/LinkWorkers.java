package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Task;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.fhir.identifier.IdentifierSystem;

/** The link workers' own system, at the gateway's local API. */
final class LinkWorkers {
    private static final String REFERRALS = "/local/v1/referrals";

    private final Http http;

    LinkWorkers(Http http) {
        this.http = http;
    }

    Answer get(String pathAndQuery) {
        return http.get(REFERRALS + pathAndQuery);
    }

    JsonNode referral(String id) {
        return get("/" + id).expect(200).json();
    }

    /** The referral that this sender placed. */
    JsonNode referral(PlacedReferral placed) {
        return referralOfTask(placed.taskId());
    }

    JsonNode referralOf(String serviceRequestId) {
        return namedBy("focus=ServiceRequest/" + serviceRequestId);
    }

    JsonNode referralOfTask(String taskId) {
        return namedBy("_id=" + taskId);
    }

    /** By the id that its sender's Task tells; to look through all referrals would cost more than all else. */
    private JsonNode namedBy(String taskSearch) {
        return http.get("/fhir/Task?" + taskSearch).expect(200).bundle().getEntry().stream()
                .map(entry -> (Task) entry.getResource())
                .flatMap(task -> task.getIdentifier().stream())
                .filter(it -> IdentifierSystem.LINKWAY_REFERRAL.matches(it.getSystem()))
                .findFirst()
                .map(identifier -> referral(identifier.getValue()))
                .orElseThrow(() -> new AssertionError("No referral was opened whose Task has " + taskSearch));
    }

    /** Every referral there is, page by page. */
    List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            String from = after.get().isEmpty() ? "" : "&after=" + after.get();
            JsonNode page = get("?limit=100" + from).expect(200).json();
            page.get("referrals").forEach(all::add);
            after = Optional.ofNullable(page.get("next"))
                    .filter(next -> !next.isNull())
                    .map(JsonNode::asText);
        }
        return all;
    }

    List<JsonNode> deliveries(String referralId) {
        List<JsonNode> deliveries = new ArrayList<>();
        askDeliveries(referralId).expect(200).json().get("deliveries").forEach(deliveries::add);
        return deliveries;
    }

    Answer askDeliveries(String referralId) {
        return http.get("/local/v1/deliveries?referral=" + referralId);
    }

    Answer report(String referralId, ObjectNode event) {
        return report(referralId, event.toString(), Map.of());
    }

    Answer report(String referralId, ObjectNode event, String ifMatch) {
        return report(referralId, event.toString(), Map.of("If-Match", ifMatch));
    }

    Answer report(String referralId, String body, Map<String, String> moreHeaders) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        headers.putAll(moreHeaders);
        return http.post(REFERRALS + "/" + referralId + "/events", body, headers);
    }

    /** Reports what leads a new referral there; not to entered-in-error, which only its sender says. */
    void lead(String referralId, String status) {
        leadingTo(status).forEach(event -> report(referralId, event).expect(201));
        assertThat(referral(referralId).get("status").asText()).isEqualTo(status);
    }

    private static List<ObjectNode> leadingTo(String status) {
        return switch (status) {
            case "requested" -> List.of();
            case "accepted" -> List.of(WorkerEvents.accepted());
            case "in-progress" -> List.of(WorkerEvents.accepted(), WorkerEvents.seen());
            case "on-hold" -> List.of(WorkerEvents.accepted(), WorkerEvents.event("wait-listed"));
            case "completed" -> List.of(WorkerEvents.accepted(), WorkerEvents.completed());
            case "rejected" -> List.of(WorkerEvents.rejected());
            case "cancelled" -> List.of(WorkerEvents.event("moved-away").put("note", "Has moved."));
            case "failed" ->
                List.of(
                        WorkerEvents.accepted(),
                        WorkerEvents.event("withdrawn-by-service")
                                .put("reasonText", "No worker is left.")
                                .put("actionForGp", "None"));
            default -> throw new IllegalArgumentException("No link worker leads a referral to " + status);
        };
    }
}
