package org.linkway.conformance.partner;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.linkway.conformance.partner.RecordFaults.Fault;

/**
 * Faults that come and pass: what the first request meets, the second and so on follows from the seed alone. Which request comes
 * first is another matter. Safe for many threads.
 */
public final class FaultWeather {
    /** Out of these, each as likely as the others. A record that refuses or keeps entries twice is no passing fault. */
    private static final List<Fault> PASSING = List.of(
            Fault.HANGS_UP,
            Fault.FAILS,
            Fault.IS_BUSY,
            Fault.BREAKS_OFF,
            Fault.IS_SLOW,
            Fault.ANSWERS_LATE,
            Fault.LOSES_ANSWERS,
            Fault.TAKES_TWICE,
            Fault.DROPS_CODES);

    private final Random random;
    private final double share;
    private final Map<Fault, Integer> drawn = new EnumMap<>(Fault.class);

    /** @param share of the requests that meet a fault, from 0 to 1 */
    public FaultWeather(long seed, double share) {
        this.random = new Random(seed);
        this.share = share;
    }

    /** What the next request meets; empty where that is a healthy record. */
    synchronized Optional<Fault> draw() {
        boolean faulty = random.nextDouble() < share;
        // Drawn either way, so that another share leaves what is drawn for a request as it is.
        Fault fault = PASSING.get(random.nextInt(PASSING.size()));
        if (!faulty) {
            return Optional.empty();
        }
        drawn.merge(fault, 1, Integer::sum);
        return Optional.of(fault);
    }

    /** How often each was drawn so far. */
    public synchronized Map<Fault, Integer> drawn() {
        return Map.copyOf(drawn);
    }
}
