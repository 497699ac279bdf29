package org.linkway.conformance.partner;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.linkway.conformance.partner.PartnerFaults.Fault;

/**
 * Faults that come and pass: what the first request meets, the second and so on follows from the seed alone. Which request comes
 * first is another matter. Safe for many threads.
 */
public final class FaultWeather {
    /** What passes at any partner. */
    public static final List<Fault> AT_A_SERVICE = List.of(
            Fault.HANGS_UP,
            Fault.FAILS,
            Fault.IS_BUSY,
            Fault.BREAKS_OFF,
            Fault.IS_SLOW,
            Fault.ANSWERS_LATE,
            Fault.LOSES_ANSWERS,
            Fault.TAKES_TWICE);

    /** What passes at a record. One that refuses all entries, or keeps each twice, is no passing fault. */
    public static final List<Fault> AT_A_RECORD = Stream.concat(
                    AT_A_SERVICE.stream(), Stream.of(Fault.DROPS_CODES, Fault.CONFLICTS, Fault.FAILS_PRECONDITIONS))
            .toList();

    private final Random random;
    private final double share;
    private final List<Fault> passing;
    private final Map<Fault, Integer> drawn = new EnumMap<>(Fault.class);

    /**
     * @param share of the requests that meet a fault, from 0 to 1
     * @param passing out of these, each as likely as the others
     */
    public FaultWeather(long seed, double share, List<Fault> passing) {
        this.random = new Random(seed);
        this.share = share;
        this.passing = List.copyOf(passing);
    }

    /** What the next request meets; empty where that is a healthy partner. */
    synchronized Optional<Fault> draw() {
        boolean faulty = random.nextDouble() < share;
        // Drawn either way, so that another share leaves what is drawn for a request as it is.
        Fault fault = passing.get(random.nextInt(passing.size()));
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
