package org.linkway.conformance.partner;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** In which ways a practice record misbehaves just now. Set by a test's thread, read by those that serve. */
public final class RecordFaults {

    /** A way to misbehave that lasts until it is mended. */
    public enum Fault {
        /** Keeps the words of an entry and silently loses its code. */
        DROPS_CODES,
        /** Answers every entry with 422. */
        REFUSES_ENTRIES,
        /** Keeps every entry twice. */
        FILES_TWICE,
        /** Keeps the entries, then answers 500 as if it had not. */
        LOSES_ANSWERS
    }

    private final Set<Fault> lasting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;

    RecordFaults() {}

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

    /** A healthy record again. */
    public void mend() {
        lasting.clear();
        failuresLeft.set(0);
        delay = Duration.ZERO;
    }

    boolean has(Fault fault) {
        return lasting.contains(fault);
    }

    boolean failsThisTime() {
        return failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    Duration delay() {
        return delay;
    }
}
