package org.linkway.conformance.partner;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** In which ways a partner misbehaves just now. Set by a test's thread, read by those that serve. */
public final class PartnerFaults {

    /** A way to misbehave, until it is mended or, in a {@link FaultWeather}, for one request. */
    public enum Fault {
        /** Keeps the words of an entry and silently loses its code. */
        DROPS_CODES,
        /** Answers every entry with 422. */
        REFUSES_ENTRIES,
        /** Keeps every entry twice. */
        FILES_TWICE,
        /** Keeps the entries, then answers 500 as if it had not. */
        LOSES_ANSWERS,
        /** Hangs up on a request, and does nothing. */
        HANGS_UP,
        /** Answers 500, and does nothing. */
        FAILS,
        /** Answers 429 with {@code Retry-After: 1}, and does nothing. */
        IS_BUSY,
        /** Does what was asked, and breaks off in the middle of its answer. */
        BREAKS_OFF,
        /** Does what was asked, and answers in its own time; see {@link PartnerFaults#timing}. */
        IS_SLOW,
        /** Does what was asked, and answers when nobody waits any more; see {@link PartnerFaults#timing}. */
        ANSWERS_LATE,
        /** Gets what is sent twice, as from a proxy that tried again by itself, and answers what the second came to. */
        TAKES_TWICE,
        /** Answers whatever would write into it with 409, and does nothing. */
        CONFLICTS,
        /** Answers whatever would write into it with 412, and does nothing. */
        FAILS_PRECONDITIONS
    }

    private final Set<Fault> lasting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private volatile Optional<FaultWeather> weather = Optional.empty();
    private volatile Duration delay = Duration.ZERO;
    private volatile Duration slow = Duration.ofMillis(500);
    private volatile Duration late = Duration.ofSeconds(11);

    PartnerFaults() {}

    public void set(Fault first, Fault... others) {
        lasting.addAll(EnumSet.of(first, others));
    }

    /** The next requests, whatever they ask, are answered 500 and do nothing. */
    public void failNext(int requests) {
        failuresLeft.set(requests);
    }

    /** From now on every answer takes this long, although what was asked is done at once. */
    public void answerAfter(Duration newDelay) {
        delay = newDelay;
    }

    /** From now on each request meets what is drawn for it, beside the faults that last. */
    public void expose(FaultWeather toWeather) {
        weather = Optional.of(toWeather);
    }

    /**
     * What slow and late mean to whoever asks.
     *
     * @param newSlow an answer that is still waited for
     * @param newLate one that is not
     */
    public void timing(Duration newSlow, Duration newLate) {
        slow = newSlow;
        late = newLate;
    }

    /** A healthy partner again. */
    public void mend() {
        lasting.clear();
        failuresLeft.set(0);
        weather = Optional.empty();
        delay = Duration.ZERO;
    }

    /** Those that the next request meets; each call is one request. */
    Set<Fault> ofNextRequest() {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        faults.addAll(lasting);
        weather.flatMap(FaultWeather::draw).ifPresent(faults::add);
        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            faults.add(Fault.FAILS);
        }
        return faults;
    }

    /** How long an answer is held back. */
    Duration delay(Set<Fault> faults) {
        if (faults.contains(Fault.ANSWERS_LATE)) {
            return late;
        }
        return faults.contains(Fault.IS_SLOW) ? slow : delay;
    }
}
