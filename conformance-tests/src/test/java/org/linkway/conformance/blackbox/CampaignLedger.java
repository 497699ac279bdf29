package org.linkway.conformance.blackbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.linkway.conformance.blackbox.CampaignJudge.Told;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEntry;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEvent;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;

/**
 * The books at the end of a campaign: what was planned, what the gateway says, and what lies at the practices. All that does not
 * agree is collected, so that one failure does not hide another.
 */
final class CampaignLedger {
    private static final Set<String> FINISHED = Set.of("delivered", "parked", "cancelled");

    private final CampaignPlan plan;
    private final CampaignWorkers workers;
    private final CampaignReads reads;
    private final Map<String, JsonNode> referrals = new HashMap<>();
    private final Map<String, List<JsonNode>> deliveries = new HashMap<>();
    private final Map<String, Integer> standing = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    CampaignLedger(CampaignPlan plan, CampaignWorkers workers, CampaignReads reads) {
        this.plan = plan;
        this.workers = workers;
        this.reads = reads;
    }

    /** Waits until nothing is on its way any more; what still is then is a fault. */
    void settle(Duration patience) {
        List<PlannedReferral> open = new ArrayList<>(plan.referrals());
        try {
            await().atMost(patience).pollInterval(Duration.ofMillis(500)).until(() -> {
                open.forEach(reads::readWhatWaits);
                open.removeIf(this::isSettled);
                return open.isEmpty();
            });
        } catch (ConditionTimeoutException tooLong) {
            open.forEach(planned -> fault(planned, "is not settled: " + deliveriesOf(planned)));
        }
    }

    /** Deliveries first: an entry that is settled then stays so. */
    private boolean isSettled(PlannedReferral planned) {
        deliveries.put(planned.requestId(), workers.deliveries(planned));
        referrals.put(planned.requestId(), workers.referral(planned));
        boolean dead = planned.life().diesBefore().isPresent();
        Set<String> underWay = CampaignWorkers.entries(referralOf(planned)).stream()
                .filter(it ->
                        CampaignWorkers.UNSETTLED.contains(it.get("status").asText()))
                .map(it -> it.get("id").asText())
                .collect(Collectors.toSet());
        return (dead || underWay.isEmpty())
                && deliveriesOf(planned).stream()
                        .allMatch(it -> FINISHED.contains(it.get("state").asText())
                                || (dead ? isHeldByDeath(it) : isOvertaken(it, underWay)));
    }

    private static boolean isHeldByDeath(JsonNode delivery) {
        // What is to be told to the sender waits in order, and what is behind says nothing of it.
        return delivery.path("lastProblem").asText().startsWith("Held:")
                || delivery.get("kind").asText().equals("response-to-sender");
    }

    /** Its entry was settled by a later delivery, and it has yet to see that. */
    private static boolean isOvertaken(JsonNode delivery, Set<String> underWay) {
        return delivery.get("state").asText().equals("awaiting")
                && !underWay.contains(delivery.get("subject").asText());
    }

    private List<JsonNode> deliveriesOf(PlannedReferral planned) {
        return deliveries.getOrDefault(planned.requestId(), List.of());
    }

    private JsonNode referralOf(PlannedReferral planned) {
        return referrals.get(planned.requestId());
    }

    /** What does not agree, one sentence each; empty where all is well. */
    List<String> faults(CampaignHarvest harvest, List<JsonNode> allReferrals) {
        CampaignJudge judge = new CampaignJudge(harvest.arrived(), harvest.turnedAway());
        plan.referrals().forEach(planned -> checkReferral(planned, judge));
        if (allReferrals.size() != plan.referrals().size()) {
            faults.add("There are " + allReferrals.size() + " referrals instead of "
                    + plan.referrals().size() + ".");
        }
        Set<String> known = new HashSet<>();
        referrals.values().stream()
                .flatMap(referral -> CampaignWorkers.entries(referral).stream())
                .forEach(entry -> known.add(entry.get("id").asText()));
        harvest.arrived().stream()
                .filter(it -> !known.contains(it.entry()))
                .forEach(it -> faults.add("A practice has an entry of which the gateway knows nothing: " + it));
        checkResponses(harvest.responses());
        faults.addAll(harvest.faults());
        return List.copyOf(faults);
    }

    private void checkReferral(PlannedReferral planned, CampaignJudge judge) {
        JsonNode referral = referralOf(planned);
        if (!referral.get("status").asText().equals(planned.life().endsAs())) {
            fault(planned, "is " + referral.get("status").asText());
        }
        List<String> ids = planned.events().stream().map(PlannedEvent::id).toList();
        List<String> recorded = StreamSupport.stream(referral.get("events").spliterator(), false)
                .map(event -> event.get("id").asText())
                .filter(ids::contains)
                .toList();
        if (!recorded.equals(ids)) {
            fault(planned, "holds its events as " + recorded);
        }
        checkEntries(planned, referral, judge);
    }

    private void checkEntries(PlannedReferral planned, JsonNode referral, CampaignJudge judge) {
        Map<String, List<JsonNode>> made = new HashMap<>();
        CampaignWorkers.entries(referral)
                .forEach(entry -> made.computeIfAbsent(entry.get("cause").asText(), it -> new ArrayList<>())
                        .add(entry));
        for (int event = 0; event < planned.events().size(); event++) {
            PlannedEvent cause = planned.events().get(event);
            List<JsonNode> said = made.getOrDefault(cause.id(), new ArrayList<>());
            made.remove(cause.id());
            for (PlannedEntry entry : cause.entries()) {
                List<JsonNode> same = said.stream()
                        .filter(it -> kind(it).equals(entry.kind()))
                        .toList();
                if (same.size() != 1) {
                    fault(planned, cause.type() + " made " + same.size() + " times " + entry.kind());
                } else {
                    said.remove(same.get(0));
                    judge(new Told(planned, event, entry, same.get(0), bringing(planned, same.get(0))), judge);
                }
            }
            said.forEach(it -> fault(planned, cause.type() + " made what was not planned: " + it));
        }
        if (!made.isEmpty()) {
            fault(planned, "has entries of nothing that was reported: " + made);
        }
    }

    private void judge(Told told, CampaignJudge judge) {
        standing.merge(told.status(), 1, Integer::sum);
        judge.faults(told)
                .forEach(sentence -> fault(told.planned(), "has an entry that " + sentence + ". " + told.said()));
    }

    private List<JsonNode> bringing(PlannedReferral planned, JsonNode entry) {
        return deliveriesOf(planned).stream()
                .filter(it -> it.get("kind").asText().equals("entry-to-record"))
                .filter(it -> it.get("subject").asText().equals(entry.get("id").asText()))
                .toList();
    }

    /** Each message that says how a referral stands is one delivery, to the practice of that person, and each delivery one. */
    private void checkResponses(Map<String, String> responses) {
        Set<String> unknown = new HashSet<>(responses.keySet());
        for (PlannedReferral planned : plan.referrals()) {
            for (JsonNode delivery : deliveriesOf(planned)) {
                if (!delivery.get("kind").asText().equals("response-to-sender")) {
                    continue;
                }
                String id = delivery.get("id").asText();
                unknown.remove(id);
                String about = responses.get(id);
                if (delivery.get("state").asText().equals("delivered")
                        ? !planned.sentNumber().equals(about)
                        : about != null && !planned.sentNumber().equals(about)) {
                    fault(planned, "has a response that the practice has about " + about + ": " + delivery);
                }
            }
        }
        unknown.forEach(id -> faults.add("A practice has a response of which the gateway knows nothing: " + id));
    }

    /** {@code observation 281399006}, or the resource alone for words. */
    private static String kind(JsonNode entry) {
        return (entry.get("resource").asText() + " " + entry.at("/code/code").asText()).strip();
    }

    private void fault(PlannedReferral planned, String what) {
        faults.add("Referral " + workers.idOf(planned).orElse("without an id") + " (" + planned.life() + ", "
                + planned.home() + ", registered " + planned.registered() + ", " + planned.turn() + ") " + what);
    }

    /** How many entries stand how. */
    Map<String, Integer> standing() {
        return standing;
    }
}
