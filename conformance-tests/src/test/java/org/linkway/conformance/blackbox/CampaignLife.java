package org.linkway.conformance.blackbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What can become of a referral, from its acceptance or refusal to its end, and what each event puts into the record. */
enum CampaignLife {
    WORKED_THROUGH(
            "completed",
            3,
            life -> life.accepted()
                    .seen()
                    .assessed()
                    .measured("baseline", 18)
                    .planned()
                    .signposted()
                    .measured("follow-up", 24)
                    .completed()),
    SOON_DONE("completed", 2, life -> life.accepted().seen().completed()),
    CORRECTED("completed", 2, life -> life.accepted().seen().completedAndCorrected()),
    MISSED_AND_SEEN_AGAIN(
            "completed",
            2,
            life -> life.accepted().seen().didNotAttend().seenAgain().planned().completed()),
    NOT_REACHED_BY_TELEPHONE(
            "failed", 2, life -> life.accepted().tried().tried().notReachedByTelephone()),
    NOT_REACHED_BY_LETTER("failed", 1, life -> life.accepted().tried().tried().notReachedByLetter()),
    DECLINED_AT_ONCE("rejected", 1, CampaignLife.Telling::declinedUnseen),
    DECLINED_ONCE_ACCEPTED("cancelled", 1, life -> life.accepted().declinedUnseen()),
    DECLINED_LATER("cancelled", 1, life -> life.accepted().seen().declinedSeen()),
    REJECTED("rejected", 2, CampaignLife.Telling::rejected),
    WITHDRAWN("failed", 1, life -> life.accepted().seen().withdrawn()),
    STEPPED_UP("completed", 1, life -> life.accepted().seen().steppedUp()),
    MOVED_AWAY("cancelled", 1, life -> life.accepted().seen().movedAway());

    private static final int ALL =
            Arrays.stream(values()).mapToInt(it -> it.weight).sum();
    private static final int REPORTED_TWICE_IN = 8;

    private final String endsAs;
    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // A method or a lambda that holds nothing.
    private final Consumer<Telling> tale;

    /** @param weight how likely it is beside the others */
    CampaignLife(String endsAs, int weight, Consumer<Telling> tale) {
        this.endsAs = endsAs;
        this.weight = weight;
        this.tale = tale;
    }

    /**
     * An event as its reporter words it.
     *
     * @param twice whether two report it at the same moment, under one id
     * @param entries what it puts into the record: {@code procedure 871731000000106}, or the type alone for words
     */
    record PlannedEvent(ObjectNode body, boolean twice, List<String> entries) {
        String id() {
            return body.get("id").asText();
        }

        String type() {
            return body.get("type").asText();
        }
    }

    /** The referral's status at its end. */
    String endsAs() {
        return endsAs;
    }

    static CampaignLife drawn(Random random) {
        int drawn = random.nextInt(ALL);
        for (CampaignLife life : values()) {
            drawn -= life.weight;
            if (drawn < 0) {
                return life;
            }
        }
        throw new IllegalStateException("The weights do not add up.");
    }

    /**
     * @param name of the referral in the plan, from which the ids of its events follow
     * @param now when the campaign begins
     */
    List<PlannedEvent> events(String name, Random random, Instant now) {
        Telling telling = new Telling(name, random, now);
        tale.accept(telling);
        return List.copyOf(telling.events);
    }

    /** A life, told event by event. What each enters is as the coding policy comes. */
    private static final class Telling {
        private static final String CASE_CLOSED = "observation 1362721000000106";
        private static final String SEEN = "observation 1362931000000106";
        private static final String WORDS = "communication";

        private final List<PlannedEvent> events = new ArrayList<>();
        private final String name;
        private final Random random;
        private final Instant begin;

        private Telling(String name, Random random, Instant now) {
            this.name = name;
            this.random = random;
            this.begin = now.minus(Duration.ofMinutes(30));
        }

        private Telling accepted() {
            return tell(WorkerEvents.accepted());
        }

        private Telling seen() {
            return tell(WorkerEvents.seen(), "procedure 871731000000106", SEEN);
        }

        /** In the same episode, so that the referral is not coded again. */
        private Telling seenAgain() {
            return tell(WorkerEvents.seen(), SEEN);
        }

        private Telling assessed() {
            return tell(WorkerEvents.event("needs-assessed").put("inOwnWords", "I would like to walk with others."));
        }

        /** A score of its own, each time. */
        private Telling measured(String occasion, int score) {
            ObjectNode event = WorkerEvents.event("measure-recorded")
                    .put("instrument", "swemwbs")
                    .put("version", "2019")
                    .put("occasion", occasion)
                    .put("score", score);
            for (int item = 0; item < 7; item++) {
                event.withArray("items").add(3);
            }
            return tell(event, "observation 718466001");
        }

        private Telling planned() {
            ObjectNode event = WorkerEvents.event("plan-agreed");
            event.withArray("goals").addObject().put("description", "Out of the house twice a week.");
            return tell(event);
        }

        private Telling signposted() {
            ObjectNode event = WorkerEvents.event("signposted").put("reason", "Company on walks.");
            event.putObject("service").put("name", "The invented walking group");
            return tell(event, WORDS);
        }

        private Telling didNotAttend() {
            return tell(WorkerEvents.event("did-not-attend"), "observation 281399006");
        }

        private Telling tried() {
            return tell(WorkerEvents.event("contact-attempted").put("channel", "text-message"));
        }

        private void completed() {
            tell(WorkerEvents.completed().put("withoutCheckIn", "They will ring if they need us."), CASE_CLOSED, WORDS);
        }

        /** The correction takes the words over; the code stands as it is. */
        private void completedAndCorrected() {
            tell(WorkerEvents.completed(), CASE_CLOSED);
            tell(WorkerEvents.corrected(), WORDS);
        }

        private void notReachedByTelephone() {
            tell(
                    WorkerEvents.event("unable-to-contact").put("channel", "telephone"),
                    "observation 294631000000100",
                    CASE_CLOSED);
        }

        private void notReachedByLetter() {
            tell(WorkerEvents.event("unable-to-contact").put("channel", "letter"), CASE_CLOSED);
        }

        private void declinedUnseen() {
            tell(declined(), "observation 871711000000103");
        }

        private void declinedSeen() {
            tell(declined(), CASE_CLOSED, WORDS);
        }

        private static ObjectNode declined() {
            return WorkerEvents.event("declined-by-person").put("reasonText", "Would rather not.");
        }

        private void rejected() {
            tell(WorkerEvents.rejected(), WORDS);
        }

        private void withdrawn() {
            tell(
                    WorkerEvents.event("withdrawn-by-service")
                            .put("reasonText", "No worker is left.")
                            .put("actionForGp", "None"),
                    CASE_CLOSED,
                    WORDS);
        }

        private void steppedUp() {
            tell(
                    WorkerEvents.event("stepped-up")
                            .put("service", "The made-up community mental health team")
                            .put("reasonText", "Needs more than a link worker can give."),
                    WORDS);
            tell(
                    WorkerEvents.event("step-up-accepted").put("reasonText", "Takes over from next week."),
                    CASE_CLOSED,
                    WORDS);
        }

        private void movedAway() {
            tell(WorkerEvents.event("moved-away").put("note", "Has moved."));
        }

        private Telling tell(ObjectNode event, String... entries) {
            int step = events.size();
            event.put("id", CampaignPlan.id(name + "/event/" + step))
                    .put("occurredAt", begin.plus(Duration.ofMinutes(step)).toString());
            events.add(new PlannedEvent(event, random.nextInt(REPORTED_TWICE_IN) == 0, List.of(entries)));
            return this;
        }
    }
}
