package org.linkway.gateway.limits;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Who of those that want to be worked is worked now. Only so many are at the same time as the machine can work, so that each is
 * worked at its speed; the next turn is that of the party which has the fewest; and the last one is kept for a party that has
 * none, so that nobody waits behind the many requests of another.
 */
final class Turns {
    /** What takes longer waits for somebody else, and takes no part of the machine meanwhile. */
    static final Duration HANGS = Duration.ofMillis(500);

    private static final long LOOK_AGAIN = Duration.ofMillis(50).toNanos();

    private final int most;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, Line> lines = new HashMap<>();

    /** @param most how many are worked at the same time, at least two */
    Turns(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** One that is worked. */
    final class Turn implements AutoCloseable {
        private final String party;
        private final long begun;

        private Turn(String party) {
            this.party = party;
            this.begun = nanos.getAsLong();
        }

        private boolean hangs() {
            return nanos.getAsLong() - begun > HANGS.toNanos();
        }

        @Override
        public void close() {
            lock.lock();
            try {
                Line line = lines.get(party);
                line.worked.remove(this);
                if (line.isEmpty()) {
                    lines.remove(party);
                }
                begin();
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class Waiting {
        private final long since;
        private final Condition begins;
        private Turn turn;

        private Waiting(long since, Condition begins) {
            this.since = since;
            this.begins = begins;
        }
    }

    /** What is there of one party. */
    private static final class Line {
        private final List<Turn> worked = new ArrayList<>();
        private final Deque<Waiting> waiting = new ArrayDeque<>();

        private long busy() {
            return worked.stream().filter(turn -> !turn.hangs()).count();
        }

        private boolean isEmpty() {
            return worked.isEmpty() && waiting.isEmpty();
        }
    }

    /**
     * Waits for its turn.
     *
     * @return empty where it did not come in time
     */
    Optional<Turn> take(String party, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Line line = lines.computeIfAbsent(party, it -> new Line());
            Waiting waiting = new Waiting(nanos.getAsLong(), lock.newCondition());
            line.waiting.add(waiting);
            try {
                begin();
                long left = patience.toNanos();
                while (waiting.turn == null && left > 0) {
                    long slice = Math.min(left, LOOK_AGAIN);
                    left -= slice - Math.max(0, waiting.begins.awaitNanos(slice));
                    // Nobody says so when one hangs.
                    begin();
                }
            } finally {
                line.waiting.remove(waiting);
                if (line.isEmpty()) {
                    lines.remove(party);
                }
            }
            return Optional.ofNullable(waiting.turn);
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        Optional<Map.Entry<String, Line>> next = next();
        while (next.isPresent()) {
            Line line = next.get().getValue();
            Waiting first = line.waiting.remove();
            first.turn = new Turn(next.get().getKey());
            line.worked.add(first.turn);
            first.begins.signal();
            next = next();
        }
    }

    /** Whose turn it is. */
    private Optional<Map.Entry<String, Line>> next() {
        long all = lines.values().stream().mapToLong(Line::busy).sum();
        return lines.entrySet().stream()
                .filter(it -> !it.getValue().waiting.isEmpty())
                .filter(it -> all < (it.getValue().busy() == 0 ? most : most - 1))
                .min(Comparator.<Map.Entry<String, Line>>comparingLong(
                                it -> it.getValue().busy())
                        .thenComparingLong(it -> it.getValue().waiting.element().since));
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return lines.values().stream().mapToInt(line -> line.waiting.size()).sum();
        } finally {
            lock.unlock();
        }
    }
}
