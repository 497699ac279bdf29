package org.linkway.conformance.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.linkway.conformance.blackbox.CampaignLife.Mistake;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEntry;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;
import org.linkway.conformance.blackbox.CampaignPractice.Channel;

/**
 * Whether an entry ended as it may, and the gateway says of it what is true: what it calls filed stands in the record once, what
 * it calls delivered the practice has once, and what it has parked is somebody's turn, with a reason.
 */
final class CampaignJudge {
    private static final Set<String> NEEDS_NO_REASON = Set.of("filed", "amended", "planned", "sent");
    private static final Set<String> A_PERSONS_TURN = Set.of("parked", "refused", "text-only");

    private final Map<String, List<Arrived>> arrived;
    private final Set<String> turnedAway;

    /**
     * @param arrived what lies at practices, of all entries
     * @param turnedAway the entries of which a reader of documents said that it does not take them
     */
    CampaignJudge(List<Arrived> arrived, Set<String> turnedAway) {
        this.arrived = arrived.stream().collect(Collectors.groupingBy(Arrived::entry));
        this.turnedAway = turnedAway;
    }

    /** One entry as the gateway tells it, with its place in the plan and the deliveries that bring it. */
    record Told(PlannedReferral planned, int cause, PlannedEntry entry, JsonNode said, List<JsonNode> deliveries) {
        String id() {
            return said.get("id").asText();
        }

        String status() {
            return said.get("status").asText();
        }

        private int edition() {
            return said.path("edition").asInt(1);
        }

        private boolean isMistaken() {
            return planned.life().mistake() != Mistake.NONE;
        }

        private boolean isWhole(Arrived arrived) {
            return entry.words().isEmpty()
                    || CampaignContent.holds(arrived, said.get("narrative").asText());
        }

        private String sentTo() {
            return said.at("/sentTo/practice").asText();
        }
    }

    /** What is wrong with it, one sentence each; empty where all is well. */
    List<String> faults(Told told) {
        List<Arrived> found = arrived.getOrDefault(told.id(), List.of());
        List<String> faults = new ArrayList<>();
        Set<String> possible = new CampaignExpectation(
                        told.planned(), told.cause(), told.entry(), found, turnedAway.contains(told.id()))
                .statuses();
        if (!possible.contains(told.status())) {
            faults.add("is " + told.status() + " and can only be one of " + possible);
        }
        CampaignContent content = new CampaignContent(told.planned(), told.entry());
        found.forEach(it -> faults.addAll(content.faults(it)));
        long inRecords = found.stream().filter(it -> it.isBy(Channel.FHIR)).count();
        if (inRecords > 1) {
            faults.add("stands in records " + inRecords + " times");
        }
        faults.addAll(untrue(told, found, content));
        faults.addAll(unexplained(told));
        return faults;
    }

    /** What the gateway says of it that is not so. */
    private static List<String> untrue(Told told, List<Arrived> found, CampaignContent content) {
        return switch (told.status()) {
            case "filed", "amended" -> notFiled(told, found, content);
            case "text-only" ->
                onlyOne(told, found, it -> it.isBy(Channel.FHIR) && it.codes().isEmpty() && !it.enteredInError());
            case "retracted" -> notRetracted(found);
            case "delivered" -> notDelivered(told, found, content);
            case "refused" ->
                found.stream().anyMatch(content::isCurrent) ? List.of("is refused, and a practice has it") : List.of();
            case "parked" -> parkedThoughThere(told, found);
            default -> found.isEmpty() ? List.of() : List.of("is held, and a practice has it");
        };
    }

    private static List<String> notFiled(Told told, List<Arrived> found, CampaignContent content) {
        List<String> faults = new ArrayList<>(onlyOne(
                told,
                found,
                it -> it.isBy(Channel.FHIR)
                        && it.at().odsCode().equals(told.sentTo())
                        && !it.enteredInError()
                        && content.isCurrent(it)
                        && told.isWhole(it)
                        && content.isCodedAsPlanned(it)));
        if (told.status().equals("amended") && found.stream().noneMatch(Arrived::rewritten)) {
            faults.add("is amended, and nothing was ever written over it");
        }
        return faults;
    }

    private static List<String> onlyOne(Told told, List<Arrived> found, Predicate<Arrived> asItShouldBe) {
        return found.size() == 1 && asItShouldBe.test(found.get(0))
                ? List.of()
                : List.of("is " + told.status() + ", and practices have: " + found);
    }

    /** What a practice reads here says so itself; a document or a message that is there cannot be taken back. */
    private static List<String> notRetracted(List<Arrived> found) {
        return found.stream().allMatch(it -> it.enteredInError() && (it.isBy(Channel.FHIR) || it.isBy(Channel.PULL)))
                ? List.of()
                : List.of("is retracted, and a practice has it: " + found);
    }

    /** By one identity, however many copies of it came; each edition before it by one at most. */
    private static List<String> notDelivered(Told told, List<Arrived> found, CampaignContent content) {
        List<String> faults = new ArrayList<>();
        List<Arrived> there = found.stream()
                .filter(it -> it.at().odsCode().equals(told.sentTo())
                        && it.at()
                                .channel()
                                .code()
                                .equals(told.said().at("/sentTo/channel").asText()))
                .toList();
        if (there.size() != found.size() || found.stream().anyMatch(it -> it.isBy(Channel.FHIR))) {
            faults.add("is delivered, and lies elsewhere too: " + found);
        }
        List<Arrived> current = there.stream()
                .filter(content::isCurrent)
                .filter(it -> !it.enteredInError())
                .filter(told::isWhole)
                .filter(content::isCodedAsPlanned)
                .toList();
        long identities = current.stream().map(Arrived::identity).distinct().count();
        if (identities != 1) {
            faults.add("is delivered, and the practice has it " + identities + " times: " + found);
        }
        long before = there.stream()
                .filter(it -> !content.isCurrent(it))
                .map(Arrived::identity)
                .distinct()
                .count();
        if (before > told.edition() - 1) {
            faults.add("has " + told.edition() + " editions, and the practice has " + before + " earlier ones");
        }
        if (current.stream().flatMap(it -> it.fate().stream()).anyMatch(fate -> !fate.isAcknowledged())) {
            faults.add("is delivered, and was never acknowledged");
        }
        return faults;
    }

    /** Where nothing befell the person and the practice has them once, what stands there need not be parked. */
    private static List<String> parkedThoughThere(Told told, List<Arrived> found) {
        boolean nothingBefell = told.planned().turn().kind() == CampaignTurn.Kind.NONE && !told.isMistaken();
        return nothingBefell && found.stream().anyMatch(it -> it.fate().isEmpty())
                ? List.of("is parked, and a practice has it: " + found)
                : List.of();
    }

    private static List<String> unexplained(Told told) {
        List<String> faults = new ArrayList<>();
        if (!NEEDS_NO_REASON.contains(told.status())
                && told.said().path("explanation").asText().isBlank()) {
            faults.add("does not say why it is " + told.status());
        }
        if (A_PERSONS_TURN.contains(told.status())
                && told.deliveries().stream().noneMatch(CampaignJudge::isSomebodysTurn)) {
            faults.add("is " + told.status() + ", and nobody's turn: " + told.deliveries());
        }
        return faults;
    }

    private static boolean isSomebodysTurn(JsonNode delivery) {
        return delivery.get("state").asText().equals("parked")
                && !delivery.path("owner").asText().isBlank()
                && !delivery.path("lastProblem").asText().isBlank();
    }
}
