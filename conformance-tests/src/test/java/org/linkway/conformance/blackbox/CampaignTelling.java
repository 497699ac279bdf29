package org.linkway.conformance.blackbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEntry;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEvent;

/** A life, told event by event. What each enters is as the coding policy comes. */
final class CampaignTelling {
    private static final int REPORTED_TWICE_IN = 8;
    private static final String CASE_CLOSED = "observation 1362721000000106";
    private static final String SEEN = "observation 1362931000000106";
    private static final String WORDS = "communication";

    private final List<PlannedEvent> events = new ArrayList<>();
    private final String name;
    private final Random random;
    private final Instant begin;

    CampaignTelling(String name, Random random, Instant now) {
        this.name = name;
        this.random = random;
        // Whole minutes, because documents tell no seconds.
        this.begin = now.minus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.MINUTES);
    }

    List<PlannedEvent> events() {
        return List.copyOf(events);
    }

    CampaignTelling accepted() {
        return tell(WorkerEvents.accepted());
    }

    CampaignTelling seen() {
        return tell(WorkerEvents.seen(), code("procedure 871731000000106"), code(SEEN));
    }

    /** In the same episode, so that the referral is not coded again. */
    CampaignTelling seenAgain() {
        return tell(WorkerEvents.seen(), code(SEEN));
    }

    CampaignTelling assessed() {
        return tell(WorkerEvents.event("needs-assessed").put("inOwnWords", "I would like to walk with others."));
    }

    /** A score of its own, each time. */
    CampaignTelling measured(String occasion, int least) {
        BigDecimal score = BigDecimal.valueOf(least * 100L + random.nextInt(500), 2);
        ObjectNode event = WorkerEvents.event("measure-recorded")
                .put("instrument", "swemwbs")
                .put("version", "2019")
                .put("occasion", occasion)
                .put("score", score);
        for (int item = 0; item < 7; item++) {
            event.withArray("items").add(3);
        }
        return tell(
                event,
                new PlannedEntry(
                        "observation 718466001",
                        events.size(),
                        Optional.of(score),
                        Optional.empty(),
                        Optional.empty()));
    }

    CampaignTelling planned() {
        ObjectNode event = WorkerEvents.event("plan-agreed");
        event.withArray("goals").addObject().put("description", "Out of the house twice a week.");
        return tell(event);
    }

    CampaignTelling signposted() {
        ObjectNode event = WorkerEvents.event("signposted").put("reason", "Company on walks. " + card());
        event.putObject("service").put("name", "The invented walking group");
        return tell(event, words());
    }

    CampaignTelling didNotAttend() {
        return tell(WorkerEvents.event("did-not-attend"), code("observation 281399006"));
    }

    CampaignTelling tried() {
        return tell(WorkerEvents.event("contact-attempted").put("channel", "text-message"));
    }

    void completed() {
        tell(
                outcome(WorkerEvents.completed()).put("withoutCheckIn", "They will ring if they need us."),
                code(CASE_CLOSED),
                words());
    }

    /** The correction takes the words over; the code stands as it is. */
    void completedAndCorrected(boolean onceSettled) {
        int completed = events.size();
        Optional<String> before = Optional.of(card());
        tell(outcome(WorkerEvents.completed()), code(CASE_CLOSED));
        ObjectNode correction = outcome(WorkerEvents.corrected());
        PlannedEntry corrected = new PlannedEntry(WORDS, completed, Optional.empty(), Optional.of(card()), before);
        tell(correction, onceSettled, corrected);
    }

    private ObjectNode outcome(ObjectNode event) {
        ObjectNode outcome = (ObjectNode) event.get("outcome");
        outcome.put("narrative", outcome.get("narrative").asText() + " " + card());
        return event;
    }

    void notReachedByTelephone() {
        tell(
                WorkerEvents.event("unable-to-contact").put("channel", "telephone"),
                code("observation 294631000000100"),
                code(CASE_CLOSED));
    }

    void notReachedByLetter() {
        tell(WorkerEvents.event("unable-to-contact").put("channel", "letter"), code(CASE_CLOSED));
    }

    void declinedUnseen() {
        tell(declined(), code("observation 871711000000103"));
    }

    void declinedSeen() {
        tell(declined(), code(CASE_CLOSED), words());
    }

    private ObjectNode declined() {
        return WorkerEvents.event("declined-by-person").put("reasonText", "Would rather not. " + card());
    }

    void rejected() {
        tell(WorkerEvents.rejected().put("reasonText", "No places until spring. " + card()), words());
    }

    void withdrawn() {
        tell(
                WorkerEvents.event("withdrawn-by-service")
                        .put("reasonText", "No worker is left. " + card())
                        .put("actionForGp", "None"),
                code(CASE_CLOSED),
                words());
    }

    void steppedUp() {
        tell(
                WorkerEvents.event("stepped-up")
                        .put("service", "The made-up community mental health team")
                        .put("reasonText", "Needs more than a link worker can give. " + card()),
                words());
        tell(
                WorkerEvents.event("step-up-accepted").put("reasonText", "Takes over from next week. " + card()),
                code(CASE_CLOSED),
                words());
    }

    void movedAway() {
        tell(WorkerEvents.event("moved-away").put("note", "Has moved."));
    }

    /** By which the words of the next event are known among those of all referrals. */
    private String card() {
        return "(card " + name + ", line " + events.size() + ")";
    }

    private PlannedEntry code(String kind) {
        return new PlannedEntry(kind, events.size(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private PlannedEntry words() {
        return new PlannedEntry(WORDS, events.size(), Optional.empty(), Optional.of(card()), Optional.empty());
    }

    private CampaignTelling tell(ObjectNode event, PlannedEntry... entries) {
        return tell(event, false, entries);
    }

    private CampaignTelling tell(ObjectNode event, boolean onceSettled, PlannedEntry... entries) {
        int step = events.size();
        event.put("id", CampaignPlan.id(name + "/event/" + step))
                .put("occurredAt", begin.plus(Duration.ofMinutes(step)).toString());
        events.add(new PlannedEvent(event, random.nextInt(REPORTED_TWICE_IN) == 0, onceSettled, List.of(entries)));
        return this;
    }
}
