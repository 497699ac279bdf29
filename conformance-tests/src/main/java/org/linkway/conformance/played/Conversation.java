package org.linkway.conformance.played;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.linkway.conformance.runner.Exchange;

/** What went to and fro between a system under test and whoever is played for it, in the order in which it came. */
public final class Conversation {
    private final List<Exchange> exchanges = new ArrayList<>();

    synchronized void add(Exchange exchange) {
        exchanges.add(exchange);
        notifyAll();
    }

    public synchronized List<Exchange> heard() {
        return List.copyOf(exchanges);
    }

    /** Waits for more than so many, so long at most; says whether there are. */
    synchronized boolean hearsMoreThan(int count, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (exchanges.size() <= count) {
            long left = end - System.nanoTime();
            if (left <= 0 || !waited(left)) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("WaitNotInLoop") // The loop is around the call of this.
    private synchronized boolean waited(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
