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
 * worked at its speed; the next turn is that of the party which has the fewest, and of those the one whose last turn was the longest ago; and the last one is kept for a party that has
 * none, so that nobody waits behind the many requests of another. While one party alone comes it has twice as many, because what
 * it asks for waits for the database at times.
 */
final class Turns {
    /** What takes longer waits for somebody else, and takes no part of the machine meanwhile. */
    static final Duration HANGS = Duration.ofSeconds(2);

    /** Who came as lately as that may come again at any moment. */
    static final Duration LATELY = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN = Duration.ofMillis(50).toNanos();

    private final int most;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private long given;

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
        private final Condition begins;
        private Turn turn;

        private Waiting(Condition begins) {
            this.begins = begins;
        }
    }

    /** What is there of one party. */
    private static final class Line {
        private final List<Turn> worked = new ArrayList<>();
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private long lastTurn;

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
            seen.values().removeIf(last -> nanos.getAsLong() - last > LATELY.toNanos());
            seen.put(party, nanos.getAsLong());
            Line line = lines.computeIfAbsent(party, it -> new Line());
            Waiting waiting = new Waiting(lock.newCondition());
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
            line.lastTurn = ++given;
            first.begins.signal();
            next = next();
        }
    }

    /** Whose turn it is. */
    private Optional<Map.Entry<String, Line>> next() {
        long all = lines.values().stream().mapToLong(Line::busy).sum();
        return lines.entrySet().stream()
                .filter(it -> !it.getValue().waiting.isEmpty())
                .filter(it -> all < (it.getValue().busy() == 0 ? most : mostOfOne()))
                .min(Comparator.<Map.Entry<String, Line>>comparingLong(
                                it -> it.getValue().busy())
                        .thenComparingLong(it -> it.getValue().lastTurn));
    }

    private int mostOfOne() {
        return seen.size() > 1 ? most - 1 : 2 * most;
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
