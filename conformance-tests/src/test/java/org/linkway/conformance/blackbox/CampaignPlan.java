package org.linkway.conformance.blackbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEvent;
import org.linkway.conformance.blackbox.CampaignPractice.Channel;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;

/**
 * Everything that a campaign does of itself: who is referred, what becomes of each, and what goes wrong when. All of it follows
 * from the seed; which requests meet which fault depends on who comes first.
 *
 * @param disturbances in the order in which they come
 */
record CampaignPlan(long seed, List<PlannedReferral> referrals, List<Disturbance> disturbances) {
    /** So many referrals to each kill, to each cut and to each time that a partner is down. */
    private static final int REFERRALS_PER_ROUND = 40;

    CampaignPlan {
        referrals = List.copyOf(referrals);
        disturbances = List.copyOf(disturbances);
    }

    /** The ones more often than the others: a record can be looked into. */
    private static final List<CampaignPractice> HOMES = List.of(
            CampaignPractice.NORTH,
            CampaignPractice.NORTH,
            CampaignPractice.NORTH,
            CampaignPractice.SOUTH,
            CampaignPractice.SOUTH,
            CampaignPractice.BY_DOCUMENT,
            CampaignPractice.BY_DOCUMENT,
            CampaignPractice.BY_MESSAGE,
            CampaignPractice.BY_MESSAGE,
            CampaignPractice.BY_READING);

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
     * @param home where the person is registered at first, and which refers them
     * @param newNumber that they have instead of the referral's, where theirs was superseded
     */
    record PlannedReferral(
            GpReferral referral,
            String requestId,
            CampaignPractice home,
            Registered registered,
            String newNumber,
            CampaignTurn turn,
            CampaignLife life,
            List<PlannedEvent> events) {
        PlannedReferral {
            events = List.copyOf(events);
        }

        /** Under which the referral came. */
        String sentNumber() {
            return referral.person().nhsNumber();
        }

        /** Under which what is for the record goes. */
        String nhsNumber() {
            return turn.kind() == CampaignTurn.Kind.HAS_A_NEW_NUMBER ? newNumber : sentNumber();
        }

        /** BaRS messages come from the practice that is answered by them. */
        boolean comesAsMessage() {
            return home.isBy(Channel.BARS);
        }

        /** Where what was made by this event may go: where the person was before they moved, too, unless that was known. */
        Set<CampaignPractice> practicesFor(int event) {
            if (turn.to().isEmpty()) {
                return Set.of(home);
            }
            CampaignPractice there = turn.to().get();
            return turn.isKnownAt(event) ? Set.of(there) : Set.of(home, there);
        }
    }

    /** What is done to the whole, beside the weather at the record. */
    enum Blow {
        /** A node is killed, and started again. */
        KILL,
        /** All connections to the database are cut, and for a while nobody gets a new one. */
        CUT,
        /** Nobody listens at one of the partners for a while. */
        PARTNER_DOWN
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
            planned.add(referral(seed + "/" + i, random, people, now));
        }
        int events = planned.stream().mapToInt(it -> it.events().size()).sum();
        return new CampaignPlan(seed, planned, disturbances(random, 1 + referrals / REFERRALS_PER_ROUND, events));
    }

    private static PlannedReferral referral(String name, Random random, SyntheticPeople people, Instant now) {
        CampaignLife life = CampaignLife.drawn(random);
        CampaignPractice home = HOMES.get(random.nextInt(HOMES.size()));
        List<PlannedEvent> events = life.events(name, random, now);
        return new PlannedReferral(
                GpReferral.of(people.next(), id(name + "/referral")).from(home.odsCode()),
                id(name + "/request"),
                home,
                registered(random),
                people.next().nhsNumber(),
                CampaignTurn.drawn(random, life, events.size(), home),
                life,
                events);
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
