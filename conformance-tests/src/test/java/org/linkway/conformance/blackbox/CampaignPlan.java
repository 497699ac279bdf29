package org.linkway.conformance.blackbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEvent;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;

/**
 * Everything that a campaign does of itself: who is referred, what becomes of each, and what goes wrong when. All of it follows
 * from the seed; which requests meet which fault depends on who comes first.
 *
 * @param disturbances in the order in which they come
 */
record CampaignPlan(long seed, List<PlannedReferral> referrals, List<Disturbance> disturbances) {
    /** So many referrals to each kill, to each cut and to each time that the record is down. */
    private static final int REFERRALS_PER_ROUND = 40;

    CampaignPlan {
        referrals = List.copyOf(referrals);
        disturbances = List.copyOf(disturbances);
    }

    /** How often the practice has the person: filed is only where it has them once. */
    enum Registered {
        NEVER(0),
        ONCE(1),
        TWICE(2);

        private final int times;

        Registered(int times) {
            this.times = times;
        }

        int times() {
            return times;
        }
    }

    /**
     * One referral, and the whole of its life.
     *
     * @param requestId under which it is sent until it is answered
     */
    record PlannedReferral(
            GpReferral referral,
            String requestId,
            Registered registered,
            CampaignLife life,
            List<PlannedEvent> events) {
        String nhsNumber() {
            return referral.person().nhsNumber();
        }
    }

    /** What is done to the whole, beside the weather at the record. */
    enum Blow {
        /** A node is killed, and started again. */
        KILL,
        /** All connections to the database are cut, and for a while nobody gets a new one. */
        CUT,
        /** Nobody listens at the record for a while. */
        RECORD_DOWN
    }

    /**
     * @param afterEvents when so many events have been answered
     * @param at chooses what it hits, where there is a choice
     */
    record Disturbance(int afterEvents, Blow blow, int at) {}

    /** @param now when it begins: nothing is said to have happened later */
    static CampaignPlan of(long seed, int referrals, Instant now) {
        Random random = new Random(seed);
        SyntheticPeople people = new SyntheticPeople(seed);
        List<PlannedReferral> planned = new ArrayList<>();
        for (int i = 0; i < referrals; i++) {
            CampaignLife life = CampaignLife.drawn(random);
            String name = seed + "/" + i;
            planned.add(new PlannedReferral(
                    GpReferral.of(people.next(), id(name + "/referral")),
                    id(name + "/request"),
                    registered(random),
                    life,
                    life.events(name, random, now)));
        }
        int events = planned.stream().mapToInt(it -> it.events().size()).sum();
        return new CampaignPlan(seed, planned, disturbances(random, 1 + referrals / REFERRALS_PER_ROUND, events));
    }

    private static Registered registered(Random random) {
        return switch (random.nextInt(15)) {
            case 0 -> Registered.NEVER;
            case 1 -> Registered.TWICE;
            default -> Registered.ONCE;
        };
    }

    /** Each kind as often as the others; in a long campaign the last kill when all is reported and much is on its way. */
    private static List<Disturbance> disturbances(Random random, int rounds, int events) {
        List<Disturbance> drawn = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Blow blow : Blow.values()) {
                boolean last = blow == Blow.KILL && round > 0 && round == rounds - 1;
                drawn.add(new Disturbance(
                        last ? events : 1 + random.nextInt(events - 1), blow, random.nextInt(Integer.MAX_VALUE)));
            }
        }
        drawn.sort(Comparator.comparingInt(Disturbance::afterEvents));
        return drawn;
    }

    static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
