package org.linkway.conformance.blackbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Task;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEvent;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.WireFormat;

/**
 * Senders and link workers that do as they should: what is not answered is sent again under the same id, to whichever node is
 * next, until it is.
 */
final class CampaignWorkers {
    /** As long as a node needs to come back, and a claim of a dead one to lapse, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Set<Integer> AGAIN = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final CampaignSite site;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger inVain = new AtomicInteger();
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    CampaignWorkers(CampaignSite site) {
        this.site = site;
    }

    /** Refers and reports, from the first event to the last. */
    void live(PlannedReferral planned) {
        PlacedReferral placed = GpSystem.placed(
                insist(node -> node.gp().send(planned.referral().transaction(), WireFormat.JSON, planned.requestId()))
                        .expect(200));
        String id = insist(node -> node.gp().read("Task/" + placed.taskId()))
                .expect(200)
                .resource(Task.class)
                .getIdentifier()
                .stream()
                .filter(it -> IdentifierSystem.LINKWAY_REFERRAL.matches(it.getSystem()))
                .findFirst()
                .orElseThrow()
                .getValue();
        ids.put(planned.requestId(), id);
        planned.events().forEach(event -> report(id, event));
    }

    private void report(String id, PlannedEvent event) {
        if (event.twice()) {
            try {
                AtOnce.send(2, number -> reported(id, event));
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        } else {
            reported(id, event);
        }
        answered.incrementAndGet();
    }

    private Answer reported(String id, PlannedEvent event) {
        return insist(node -> node.linkWorkers().report(id, event.body())).expect(201);
    }

    /** The first answer that is one. */
    Answer insist(Function<GatewayProcess, Answer> request) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(() -> attempt(request), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Answer> attempt(Function<GatewayProcess, Answer> request) {
        try {
            Answer answer = request.apply(site.node(turn.getAndIncrement()));
            if (!AGAIN.contains(answer.status())) {
                return Optional.of(answer);
            }
        } catch (UncheckedIOException noAnswer) {
            // Nobody knows what came of it: it is sent again.
        }
        inVain.incrementAndGet();
        return Optional.empty();
    }

    /** By which the gateway knows the referral. */
    String idOf(PlannedReferral planned) {
        return Optional.ofNullable(ids.get(planned.requestId()))
                .orElseThrow(() -> new AssertionError("A referral was never answered."));
    }

    /** What is, or was, on its way because of it. */
    List<JsonNode> deliveries(PlannedReferral planned) {
        List<JsonNode> deliveries = new ArrayList<>();
        insist(node -> node.linkWorkers().askDeliveries(idOf(planned)))
                .expect(200)
                .json()
                .get("deliveries")
                .forEach(deliveries::add);
        return deliveries;
    }

    /** How many events were answered. */
    int answered() {
        return answered.get();
    }

    /** How many requests were not answered, or were to be sent again. */
    int inVain() {
        return inVain.get();
    }
}
