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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEvent;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;
import org.linkway.conformance.blackbox.CampaignPlan.Registered;

/**
 * The books at the end of a campaign: what was planned, what the gateway says, and what stands in the record. All that does not
 * agree is collected, so that one failure does not hide another.
 */
final class CampaignLedger {
    private static final Set<String> UNSETTLED = Set.of("planned", "sent");
    private static final Set<String> FINISHED = Set.of("delivered", "parked", "cancelled");

    private final CampaignPlan plan;
    private final CampaignWorkers workers;
    private final Map<String, JsonNode> referrals = new HashMap<>();
    private final Set<String> entryIds = new HashSet<>();
    private final Map<String, Integer> standing = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    CampaignLedger(CampaignPlan plan, CampaignWorkers workers) {
        this.plan = plan;
        this.workers = workers;
    }

    /** Waits until nothing is on its way any more; what still is then is a fault. */
    void settle(Duration patience) {
        List<PlannedReferral> open = new ArrayList<>(plan.referrals());
        try {
            await().atMost(patience).pollInterval(Duration.ofMillis(500)).until(() -> {
                open.removeIf(this::isSettled);
                return open.isEmpty();
            });
        } catch (ConditionTimeoutException tooLong) {
            open.forEach(planned -> fault(planned, "is not settled: " + deliveries(planned)));
        }
    }

    private boolean isSettled(PlannedReferral planned) {
        String id = workers.idOf(planned);
        JsonNode referral = workers.insist(node -> node.linkWorkers().get("/" + id))
                .expect(200)
                .json();
        referrals.put(planned.requestId(), referral);
        return each(referral.get("recordEntries"))
                        .noneMatch(
                                entry -> UNSETTLED.contains(entry.get("status").asText()))
                && deliveries(planned).stream()
                        .allMatch(delivery ->
                                FINISHED.contains(delivery.get("state").asText()));
    }

    private List<JsonNode> deliveries(PlannedReferral planned) {
        return workers.deliveries(planned);
    }

    /** What does not agree, one sentence each; empty where all is well. */
    List<String> faults(CampaignRecord record, List<JsonNode> allReferrals) {
        plan.referrals().forEach(planned -> checkReferral(planned, record));
        if (allReferrals.size() != plan.referrals().size()) {
            faults.add("There are " + allReferrals.size() + " referrals instead of "
                    + plan.referrals().size() + ".");
        }
        long registered = plan.referrals().stream()
                .mapToLong(planned -> planned.registered().times())
                .sum();
        faults.addAll(record.faults(entryIds, registered));
        return List.copyOf(faults);
    }

    private void checkReferral(PlannedReferral planned, CampaignRecord record) {
        JsonNode referral = referrals.get(planned.requestId());
        if (!referral.get("status").asText().equals(planned.life().endsAs())) {
            fault(planned, "is " + referral.get("status").asText());
        }
        Set<String> plannedIds = new HashSet<>();
        planned.events().forEach(event -> plannedIds.add(event.id()));
        List<String> recorded = each(referral.get("events"))
                .map(event -> event.get("id").asText())
                .filter(plannedIds::contains)
                .toList();
        if (!recorded.equals(planned.events().stream().map(PlannedEvent::id).toList())) {
            fault(planned, "holds its events as " + recorded);
        }
        checkEntries(planned, referral, record);
    }

    private void checkEntries(PlannedReferral planned, JsonNode referral, CampaignRecord record) {
        Map<String, List<String>> made = new HashMap<>();
        for (JsonNode entry : referral.get("recordEntries")) {
            made.computeIfAbsent(entry.get("cause").asText(), it -> new ArrayList<>())
                    .add(kind(entry));
            entryIds.add(entry.get("id").asText());
            standing.merge(entry.get("status").asText(), 1, Integer::sum);
            checkEntry(planned, entry, record);
        }
        for (PlannedEvent event : planned.events()) {
            List<String> entries = made.getOrDefault(event.id(), List.of());
            made.remove(event.id());
            if (!sorted(entries).equals(sorted(event.entries()))) {
                fault(planned, event.type() + " made " + entries + " instead of " + event.entries());
            }
        }
        if (!made.isEmpty()) {
            fault(planned, "has entries of nothing that was reported: " + made);
        }
    }

    /** FILED exactly where the record holds it once, with its code or words, for that person; else with a reason. */
    private void checkEntry(PlannedReferral planned, JsonNode entry, CampaignRecord record) {
        String status = entry.get("status").asText();
        String expected =
                planned.registered() == Registered.ONCE ? record.statusOf(entry, planned.nhsNumber()) : "parked";
        // Words that were corrected before anybody had read them back stand there as filed.
        boolean amended = status.equals("amended") && expected.equals("filed") && record.wasWrittenOver(entry);
        if (!status.equals(expected) && !amended) {
            fault(planned, "has an entry that is " + status + ", and by the record is " + expected + ": " + entry);
        }
        if (!Set.of("filed", "amended").contains(status)
                && entry.path("explanation").asText().isBlank()) {
            fault(planned, "has an entry that says not why it is " + status);
        }
        if (expected.equals("parked") && record.holds(entry)) {
            fault(planned, "has a parked entry that stands in the record");
        }
    }

    /** {@code observation 281399006}, or the resource alone for words. */
    private static String kind(JsonNode entry) {
        return (entry.get("resource").asText() + " " + entry.at("/code/code").asText()).strip();
    }

    private static List<String> sorted(List<String> words) {
        return words.stream().sorted().toList();
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private void fault(PlannedReferral planned, String what) {
        faults.add("Referral " + workers.idOf(planned) + " (" + planned.life() + ", registered " + planned.registered()
                + ") " + what);
    }

    /** How many entries stand how. */
    Map<String, Integer> standing() {
        return standing;
    }
}
