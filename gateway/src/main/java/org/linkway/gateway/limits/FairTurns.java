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
import java.util.function.LongUnaryOperator;

/**
 * Who of those that want to be worked is worked now. Only so many are at the same time as the machine can work, so that each is
 * worked at its speed. The next turn is that of the line which has the fewest, and of those the one whose last turn was the
 * longest ago; the last one is kept for a line that has none, so that nobody waits behind the many requests of another. A line
 * that has lately used less than half of what each would have, if all had the same, and has not more than a few there, waits for no
 * other: there may be twice as many then, as also while one line alone comes.
 */
final class FairTurns {
    /** What takes longer, and does not compute, waits for somebody else, and takes no part of the machine meanwhile. */
    static final Duration HANGS = Duration.ofSeconds(2);

    /** Who came as lately as that may come again at any moment. */
    static final Duration LATELY = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN = Duration.ofMillis(50).toNanos();
    private static final long FORGET_EACH = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final LongSupplier nanos;
    private final LongUnaryOperator computed;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, Line> lines = new HashMap<>();
    private long forgotten;
    private long given;

    /**
     * @param most how many are worked at the same time, at least two
     * @param computed for how many nanoseconds a thread, by its id, has had a processor
     */
    FairTurns(int most, LongSupplier nanos, LongUnaryOperator computed) {
        this.most = most;
        this.nanos = nanos;
        this.computed = computed;
        this.forgotten = nanos.getAsLong();
    }

    /** One that is worked. */
    final class Turn implements AutoCloseable {
        private final Line line;
        private final long thread;
        private final long begun = nanos.getAsLong();
        private final long computedBefore;

        private Turn(Line line, long thread) {
            this.line = line;
            this.thread = thread;
            this.computedBefore = computed.applyAsLong(thread);
        }

        private long computes() {
            return computed.applyAsLong(thread) - computedBefore;
        }

        private boolean hangs() {
            long gone = nanos.getAsLong() - begun;
            return gone > HANGS.toNanos() && computes() < gone / 2;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                line.end(this, nanos.getAsLong());
                begin();
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class Waiting {
        private final Condition begins;
        private final long thread = Thread.currentThread().getId();
        private Turn turn;

        private Waiting(Condition begins) {
            this.begins = begins;
        }
    }

    /** What is there of one party. */
    private static final class Line {
        private final List<Turn> worked = new ArrayList<>();
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private long lastSeen;
        private long lastTurn;
        private double used;
        private long usedAt;

        private long busy() {
            return worked.stream().filter(turn -> !turn.hangs()).count();
        }

        private void end(Turn turn, long now) {
            used = usedLately(now) + turn.computes();
            usedAt = now;
            lastSeen = now;
            worked.remove(turn);
        }

        /** For how many nanoseconds it had a processor, the less the longer ago: one all the time makes {@link #LATELY}. */
        private double usedLately(long now) {
            return used * Math.exp((usedAt - now) / (double) LATELY.toNanos());
        }

        private double using(long now) {
            return usedLately(now) + worked.stream().mapToLong(Turn::computes).sum();
        }

        private int present() {
            return worked.size() + waiting.size();
        }
    }

    /**
     * Waits for its turn.
     *
     * @param name of the line in which it waits
     * @return empty where it did not come in time
     */
    Optional<Turn> take(String name, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            forgetWhoIsGone();
            Line line = lines.computeIfAbsent(name, it -> new Line());
            line.lastSeen = nanos.getAsLong();
            Waiting waiting = new Waiting(lock.newCondition());
            line.waiting.add(waiting);
            try {
                await(waiting, patience.toNanos());
            } catch (InterruptedException e) {
                if (waiting.turn != null) {
                    waiting.turn.close();
                }
                throw e;
            } finally {
                line.waiting.remove(waiting);
            }
            return Optional.ofNullable(waiting.turn);
        } finally {
            lock.unlock();
        }
    }

    private void await(Waiting waiting, long patience) throws InterruptedException {
        begin();
        long left = patience;
        while (waiting.turn == null && left > 0) {
            long slice = Math.min(left, LOOK_AGAIN);
            left -= slice - Math.max(0, waiting.begins.awaitNanos(slice));
            // Nobody says so when one hangs.
            begin();
        }
    }

    private void forgetWhoIsGone() {
        long now = nanos.getAsLong();
        if (now - forgotten > FORGET_EACH) {
            forgotten = now;
            lines.values().removeIf(line -> line.present() == 0 && now - line.lastSeen > LATELY.toNanos());
        }
    }

    private void begin() {
        Optional<Line> next = next();
        while (next.isPresent()) {
            Line line = next.get();
            Waiting first = line.waiting.remove();
            first.turn = new Turn(line, first.thread);
            line.worked.add(first.turn);
            line.lastTurn = ++given;
            first.begins.signal();
            next = next();
        }
    }

    /** Whose turn it is. */
    private Optional<Line> next() {
        long all = lines.values().stream().mapToLong(Line::busy).sum();
        return lines.values().stream()
                .filter(line -> !line.waiting.isEmpty())
                .filter(line -> all < mostFor(line))
                .min(Comparator.comparingLong(Line::busy).thenComparingLong(line -> line.lastTurn));
    }

    /** How many there may be, of all lines, once this one has another. */
    private int mostFor(Line line) {
        boolean isAlone = lines.size() == 1;
        if (isAlone || (line.present() <= most && usesLittle(line))) {
            return 2 * most;
        }
        return line.busy() == 0 ? most : most - 1;
    }

    private boolean usesLittle(Line line) {
        double each = (double) LATELY.toNanos() * most / lines.size();
        return line.using(nanos.getAsLong()) < each / 2;
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
