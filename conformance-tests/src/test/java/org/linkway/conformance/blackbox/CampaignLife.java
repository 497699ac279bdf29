package org.linkway.conformance.blackbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    CORRECTED_AT_ONCE("completed", 2, life -> life.accepted().seen().completedAndCorrected(false)),
    CORRECTED_LATER("completed", 2, life -> life.accepted().seen().completedAndCorrected(true)),
    MISSED_AND_SEEN_AGAIN(
            "completed",
            2,
            life -> life.accepted().seen().didNotAttend().seenAgain().planned().completed()),
    NOT_REACHED_BY_TELEPHONE(
            "failed", 2, life -> life.accepted().tried().tried().notReachedByTelephone()),
    NOT_REACHED_BY_LETTER("failed", 1, life -> life.accepted().tried().tried().notReachedByLetter()),
    DECLINED_AT_ONCE("rejected", 1, CampaignTelling::declinedUnseen),
    DECLINED_ONCE_ACCEPTED("cancelled", 1, life -> life.accepted().declinedUnseen()),
    DECLINED_LATER("cancelled", 1, life -> life.accepted().seen().declinedSeen()),
    REJECTED("rejected", 2, CampaignTelling::rejected),
    WITHDRAWN("failed", 1, life -> life.accepted().seen().withdrawn()),
    STEPPED_UP("completed", 1, life -> life.accepted().seen().steppedUp()),
    MOVED_AWAY("cancelled", 1, life -> life.accepted().seen().movedAway()),
    MISTAKEN_AT_ONCE("entered-in-error", 1, life -> life.accepted().seen().signposted()),
    MISTAKEN_LATER("entered-in-error", 1, life -> life.accepted().seen().completed()),
    DIED("on-hold", 1, life -> life.accepted().seen());

    private static final int ALL =
            Arrays.stream(values()).mapToInt(it -> it.weight).sum();

    private final String endsAs;
    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // A method or a lambda that holds nothing.
    private final Consumer<CampaignTelling> tale;

    /** @param weight how likely it is beside the others */
    CampaignLife(String endsAs, int weight, Consumer<CampaignTelling> tale) {
        this.endsAs = endsAs;
        this.weight = weight;
        this.tale = tale;
    }

    /**
     * An event as its reporter words it.
     *
     * @param twice whether two report it at the same moment, under one id
     * @param onceSettled whether it is reported only when nothing of the referral is on its way any more
     */
    record PlannedEvent(ObjectNode body, boolean twice, boolean onceSettled, List<PlannedEntry> entries) {
        PlannedEvent {
            entries = List.copyOf(entries);
        }

        String id() {
            return body.get("id").asText();
        }

        String type() {
            return body.get("type").asText();
        }

        Instant occurredAt() {
            return Instant.parse(body.get("occurredAt").asText());
        }
    }

    /**
     * What an event puts into the record.
     *
     * @param kind {@code procedure 871731000000106}, or the type alone for words
     * @param made by which event, counted from 0, the entry was made first; another than this one for what it corrects
     * @param value that stands beside the code
     * @param words that stand in it, and in no other entry of any referral
     * @param wordsBefore those that it had before it was corrected
     */
    record PlannedEntry(
            String kind, int made, Optional<BigDecimal> value, Optional<String> words, Optional<String> wordsBefore) {

        String resource() {
            return code().isPresent() ? kind.substring(0, kind.indexOf(' ')) : kind;
        }

        Optional<String> code() {
            int space = kind.indexOf(' ');
            return space < 0 ? Optional.empty() : Optional.of(kind.substring(space + 1));
        }
    }

    /** When the sender says that the referral was sent by mistake. */
    enum Mistake {
        NONE,
        AT_ONCE,
        /** Only when nothing of it is on its way any more. */
        ONCE_SETTLED
    }

    /** The referral's status at its end. */
    String endsAs() {
        return endsAs;
    }

    Mistake mistake() {
        return switch (this) {
            case MISTAKEN_AT_ONCE -> Mistake.AT_ONCE;
            case MISTAKEN_LATER -> Mistake.ONCE_SETTLED;
            default -> Mistake.NONE;
        };
    }

    /** Before which event the person dies while the referral is open; empty where nobody does. */
    Optional<Integer> diesBefore() {
        return this == DIED ? Optional.of(1) : Optional.empty();
    }

    /** Whether a link worker's last event closes it. */
    boolean closes() {
        return this != DIED && this != MISTAKEN_AT_ONCE;
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
        CampaignTelling telling = new CampaignTelling(name, random, now);
        tale.accept(telling);
        return telling.events();
    }
}
