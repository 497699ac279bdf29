package org.linkway.conformance.blackbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.hl7.fhir.r4.model.Task;
import org.linkway.conformance.blackbox.CampaignLife.Mistake;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEvent;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;

/** The lives of referrals as their senders, link workers and persons live them, each event reported until it is answered. */
final class CampaignWorkers {
    static final Set<String> UNSETTLED = Set.of("planned", "sent");
    /** Longer is not waited for what is to happen once all is settled: the faults go on, and it may well take longer. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private final CampaignCalls calls;
    private final CampaignSenders senders;
    private final CampaignPeople people;
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    CampaignWorkers(CampaignCalls calls, CampaignPeople people) {
        this.calls = calls;
        this.senders = new CampaignSenders(calls);
        this.people = people;
    }

    /** Refers and reports, from the first event to the last. */
    void live(PlannedReferral planned) {
        people.turn(planned, 0);
        Task task = senders.refer(planned);
        String id = CampaignSenders.referralOf(task);
        ids.put(planned.requestId(), id);
        int step = 0;
        for (PlannedEvent event : planned.events()) {
            people.turn(planned, step);
            awaitSettled(planned, event.onceSettled());
            report(id, event);
            step++;
        }
        people.turn(planned, step);
        Mistake mistake = planned.life().mistake();
        if (mistake != Mistake.NONE) {
            awaitSettled(planned, mistake == Mistake.ONCE_SETTLED);
            senders.enterInError(task.getIdElement().getIdPart());
        }
    }

    private void awaitSettled(PlannedReferral planned, boolean wanted) {
        if (!wanted) {
            return;
        }
        try {
            await().atMost(SETTLING)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> entries(referral(planned)).stream()
                            .noneMatch(it -> UNSETTLED.contains(it.get("status").asText())));
        } catch (ConditionTimeoutException stillUnderWay) {
            // Then it comes before, as in other lives.
        }
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
        return calls.insist(node -> node.linkWorkers().report(id, event.body())).expect(201);
    }

    /** By which the gateway knows the referral; empty where it has not been answered yet. */
    Optional<String> idOf(PlannedReferral planned) {
        return Optional.ofNullable(ids.get(planned.requestId()));
    }

    /** As it stands now. */
    JsonNode referral(PlannedReferral planned) {
        return calls.insist(node -> node.linkWorkers().get("/" + known(planned)))
                .expect(200)
                .json();
    }

    static List<JsonNode> entries(JsonNode referral) {
        return StreamSupport.stream(referral.get("recordEntries").spliterator(), false)
                .toList();
    }

    /** What is, or was, on its way because of it. */
    List<JsonNode> deliveries(PlannedReferral planned) {
        List<JsonNode> deliveries = new ArrayList<>();
        calls.insist(node -> node.linkWorkers().askDeliveries(known(planned)))
                .expect(200)
                .json()
                .get("deliveries")
                .forEach(deliveries::add);
        return deliveries;
    }

    private String known(PlannedReferral planned) {
        return idOf(planned).orElseThrow(() -> new AssertionError("A referral was never answered."));
    }

    /** How many events were answered. */
    int answered() {
        return answered.get();
    }
}
