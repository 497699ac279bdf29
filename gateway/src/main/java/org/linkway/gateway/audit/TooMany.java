package org.linkway.gateway.audit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.linkway.gateway.store.AuditBook;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Requests that are refused because there are too many of them (429). An entry for each would let whoever floods the gateway fill
 * the trail, and keep the database from everybody else. So the first of a caller leaves its entry before its answer, and those
 * within the next ten seconds one entry together, which says how many they were. What is counted and not written yet is lost with a
 * process that is killed; that they began is written.
 */
final class TooMany implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(TooMany.class);
    static final Duration TOGETHER = Duration.ofSeconds(10);
    private static final int STATUS = 429;
    /** More are not counted together: each leaves its entry. */
    private static final int CALLERS = 10_000;

    private final AuditBook book;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "too-many");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> rounds;

    TooMany(AuditBook book) {
        this.book = book;
        this.rounds =
                clock.scheduleWithFixedDelay(this::write, TOGETHER.toMillis(), TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Counted(Circumstances first, long more) {
        Counted another() {
            return new Counted(first, more + 1);
        }
    }

    /**
     * Counts a request.
     *
     * @return whether it leaves an entry of its own
     */
    boolean isFirst(Circumstances circumstances) {
        String caller = circumstances.who().party() + " " + circumstances.who().address();
        if (counted.size() >= CALLERS && !counted.containsKey(caller)) {
            return true;
        }
        return counted.merge(caller, new Counted(circumstances, 0), (before, first) -> before.another())
                        .more()
                == 0;
    }

    /** Writes what was counted; the next of each caller is a first again. */
    void write() {
        for (String caller : List.copyOf(counted.keySet())) {
            Counted all = counted.remove(caller);
            if (all != null && all.more() > 0) {
                write(caller, all);
            }
        }
    }

    private void write(String caller, Counted all) {
        try {
            book.record(
                    Deed.done(Kind.REFUSAL, Action.EXECUTE, List.of())
                            .remarking(all.more() + " more requests within " + TOGETHER.toSeconds() + " s")
                            .answered(STATUS),
                    all.first());
        } catch (RuntimeException notNow) {
            LOG.warn("What was refused for being too much is not in the audit trail yet: {}", notNow.getClass().getName());
            counted.merge(caller, all, (since, before) -> new Counted(before.first(), before.more() + since.more() + 1));
        }
    }

    @Override
    public void destroy() {
        rounds.cancel(false);
        clock.shutdown();
        write();
    }
}
