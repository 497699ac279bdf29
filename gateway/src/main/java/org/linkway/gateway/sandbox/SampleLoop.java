package org.linkway.gateway.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.gateway.sandbox.GatewayClient.Answer;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Kebab;
import org.linkway.workflow.Delivery;
import tools.jackson.databind.JsonNode;

/** One sample e-referral, followed all the way round: each step is told once the gateway's own answers show it. */
final class SampleLoop {
    private static final Set<String> TO_WORKER =
            Set.of(Kebab.of(Delivery.Kind.REFERRAL_TO_WORKER), Kebab.of(Delivery.Kind.URGENT_REFERRAL_TO_WORKER));
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final GatewayClient gateway;
    private final SampleReferral sample;
    private final LoopConsole console;
    private final Duration patience;
    private final long sentAt = System.nanoTime();

    /** @param patience how long the whole loop may take */
    SampleLoop(GatewayClient gateway, SampleReferral sample, LoopConsole console, Duration patience) {
        this.gateway = gateway;
        this.sample = sample;
        this.console = console;
        this.patience = patience;
    }

    /** @param autopilot whether link workers can be waited for */
    void follow(boolean autopilot) throws LoopMissed, InterruptedException {
        String taskId = send();
        String referralId = opened(taskId);
        awaitSent(referralId);
        if (!autopilot) {
            console.yourTurn(acceptCommand(referralId));
            return;
        }
        awaitEvent(LoopStep.ACCEPTED, EventType.ACCEPTED, referralId, taskId);
        awaitEvent(LoopStep.SEEN, EventType.SEEN, referralId, taskId);
        awaitEvent(LoopStep.COMPLETED, EventType.COMPLETED, referralId, taskId);
        readBack(awaitFiled(referralId));
        console.closed();
    }

    /** Sends the sample; gives the id of the Task by which its sender follows it. */
    private String send() throws LoopMissed, InterruptedException {
        Answer answer = post();
        String status = "POST /fhir answered " + answer.status();
        if (answer.status() >= 500) {
            throw new LoopMissed(LoopStep.RECEIVED, status + ". See the log.");
        }
        happened(LoopStep.RECEIVED, status);
        if (!answer.isSuccess()) {
            throw new LoopMissed(LoopStep.VALIDATED, "Refused: " + text(answer.body(), "/issue/0/diagnostics"));
        }
        happened(LoopStep.VALIDATED, "no errors");
        for (JsonNode entry : answer.body().path("entry")) {
            String[] location = text(entry, "/response/location").split("/", -1);
            if (location.length > 1 && location[0].equals("Task")) {
                return location[1];
            }
        }
        throw new LoopMissed(LoopStep.OPENED, "The answer to POST /fhir names no Task.");
    }

    private Answer post() throws LoopMissed, InterruptedException {
        String requestId = UUID.randomUUID().toString();
        try {
            return gateway.post(
                    "/fhir", sample.next(), "Content-Type", "application/fhir+json", "X-Request-Id", requestId);
        } catch (IOException e) {
            throw new LoopMissed(LoopStep.RECEIVED, "POST /fhir failed: " + e + ". See the log.");
        }
    }

    private String opened(String taskId) throws LoopMissed, InterruptedException {
        String path = "/fhir/Task/" + taskId;
        String referralId = await(LoopStep.OPENED, path, () -> {
            for (JsonNode identifier : read(path).path("identifier")) {
                if (text(identifier, "/system").equals(IdentifierSystem.LINKWAY_REFERRAL.uri())) {
                    return Optional.of(text(identifier, "/value"));
                }
            }
            return Optional.empty();
        });
        happened(LoopStep.OPENED, gateway.address() + "/local/v1/referrals/" + referralId);
        return referralId;
    }

    private void awaitSent(String referralId) throws LoopMissed, InterruptedException {
        String path = "/local/v1/deliveries?referral=" + referralId;
        JsonNode delivery = await(LoopStep.SENT, path, () -> {
            for (JsonNode it : read(path).path("deliveries")) {
                boolean isToWorker = TO_WORKER.contains(text(it, "/kind"));
                if (isToWorker && text(it, "/state").equals(Kebab.of(Delivery.State.DELIVERED))) {
                    return Optional.of(it);
                }
            }
            return Optional.empty();
        });
        happened(LoopStep.SENT, "attempts: " + text(delivery, "/attempts"));
    }

    private void awaitEvent(LoopStep step, EventType type, String referralId, String taskId)
            throws LoopMissed, InterruptedException {
        List<JsonNode> events = await(step, "/local/v1/referrals/" + referralId, () -> {
            List<JsonNode> upToThis = new ArrayList<>();
            for (JsonNode it : referral(referralId).path("events")) {
                if (!text(it, "/type").startsWith("concern-")) {
                    upToThis.add(it);
                }
                if (text(it, "/type").equals(type.code())) {
                    return Optional.of(upToThis);
                }
            }
            return Optional.empty();
        });
        // Each event but a concern makes one version of the Task; the current one may be further already.
        String taskPath = "/fhir/Task/" + taskId + "/_history/" + events.size();
        JsonNode task = await(step, taskPath, () -> Optional.of(read(taskPath)));
        happened(
                step,
                "by " + text(events.get(events.size() - 1), "/recordedBy/name") + "; the sender reads Task.status "
                        + text(task, "/status") + ", " + text(task, "/businessStatus/coding/0/display"));
    }

    /** The entries for the GP record, all of them filed. */
    private List<JsonNode> awaitFiled(String referralId) throws LoopMissed, InterruptedException {
        String path = "/local/v1/referrals/" + referralId;
        List<JsonNode> entries = await(LoopStep.FILED, path, () -> {
            List<JsonNode> planned = new ArrayList<>();
            referral(referralId).path("recordEntries").forEach(planned::add);
            return Optional.of(planned).filter(SampleLoop::areSettled);
        });
        for (JsonNode entry : entries) {
            if (!text(entry, "/status").equals(FilingStatus.FILED.code())) {
                throw new LoopMissed(
                        LoopStep.FILED,
                        "An entry is " + text(entry, "/status") + ": " + text(entry, "/explanation") + " Look at "
                                + gateway.address() + path);
            }
        }
        happened(LoopStep.FILED, entries.size() + " entries");
        return entries;
    }

    private static boolean areSettled(List<JsonNode> entries) {
        return !entries.isEmpty()
                && entries.stream()
                        .map(entry -> Kebab.read(FilingStatus.class, text(entry, "/status")))
                        .allMatch(status -> status.map(FilingStatus::isSettled).orElse(true));
    }

    /** Looks for itself: what the record answers about this person, whatever Linkway says it filed. */
    private void readBack(List<JsonNode> entries) throws LoopMissed, InterruptedException {
        List<String> coded = entries.stream()
                .filter(entry -> entry.hasNonNull("code"))
                .map(entry -> text(entry, "/id"))
                .toList();
        List<JsonNode> standing = await(LoopStep.READ_BACK, StandInAddresses.recordOf("Procedure"), () -> {
            List<JsonNode> found = new ArrayList<>(standing("Procedure", coded));
            found.addAll(standing("Observation", coded));
            return Optional.of(found).filter(it -> !it.isEmpty() && it.size() == coded.size());
        });
        for (JsonNode resource : standing) {
            happened(
                    LoopStep.READ_BACK,
                    text(resource, "/code/coding/0/code") + " " + text(resource, "/code/coding/0/display") + " ("
                            + text(resource, "/resourceType") + ")");
        }
    }

    private List<JsonNode> standing(String type, List<String> entryIds) throws IOException, InterruptedException {
        List<JsonNode> standing = new ArrayList<>();
        for (JsonNode entry : record(type).path("entry")) {
            for (JsonNode identifier : entry.path("resource").path("identifier")) {
                if (text(identifier, "/system").equals(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                        && entryIds.contains(text(identifier, "/value"))) {
                    standing.add(entry.path("resource"));
                }
            }
        }
        return standing;
    }

    private JsonNode record(String type) throws IOException, InterruptedException {
        String path = StandInAddresses.recordOf(type);
        return succeeded(
                "POST " + path,
                gateway.post(
                        path,
                        StandInAddresses.inRecordOf(sample.nhsNumber()),
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
    }

    private String acceptCommand(String referralId) {
        return "curl -s -H 'Content-Type: " + LinkWorkerEvent.CONTENT_TYPE + "' -d '"
                + LinkWorkerEvent.json(referralId, EventType.ACCEPTED, Instant.now()) + "' " + gateway.address()
                + LinkWorkerEvent.path(referralId);
    }

    private JsonNode referral(String id) throws IOException, InterruptedException {
        return read("/local/v1/referrals/" + id);
    }

    private JsonNode read(String path) throws IOException, InterruptedException {
        return succeeded("GET " + path, gateway.get(path));
    }

    private static JsonNode succeeded(String asked, Answer answer) throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException(asked + " answered " + answer.status());
        }
        return answer.body();
    }

    /** A look at whether a step has happened; empty while it has not. */
    @FunctionalInterface
    private interface Look<T> {
        Optional<T> look() throws IOException, InterruptedException;
    }

    private <T> T await(LoopStep step, String path, Look<T> look) throws LoopMissed, InterruptedException {
        while (elapsed().compareTo(patience) < 0) {
            try {
                Optional<T> seen = look.look();
                if (seen.isPresent()) {
                    return seen.get();
                }
            } catch (IOException e) {
                // Not to be read yet; if that stays so, patience ends it.
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        throw new LoopMissed(step, "Not within " + patience.toSeconds() + " s. Look at " + gateway.address() + path);
    }

    private void happened(LoopStep step, String detail) {
        console.happened(elapsed().toMillis(), step, detail);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - sentAt);
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).asString("");
    }
}
