package org.linkway.gateway.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a lane. One that is at the same thing for too long is replaced until it is done with it, so that however many
 * hang, the lane soon has as many threads as before.
 */
final class LaneThreads extends ThreadPoolExecutor {
    /** So many times its threads a lane has at most. */
    static final int GROWTH = 4;

    private final int threads;
    private final Duration slowAfter;
    private final ScheduledThreadPoolExecutor watch;
    private final Map<Thread, Stint> stints = new ConcurrentHashMap<>();
    private int slow;

    /**
     * @param name what the threads are called
     * @param threads that are always there
     * @param slowAfter how long one is at the same thing before it is replaced
     */
    LaneThreads(String name, int threads, Duration slowAfter) {
        super(threads, GROWTH * threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name, false));
        this.threads = threads;
        this.slowAfter = slowAfter;
        this.watch = new ScheduledThreadPoolExecutor(1, named(name + "-watch", true));
        watch.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory named(String name, boolean daemon) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable work) {
        super.beforeExecute(thread, work);
        stints.put(thread, new Stint());
    }

    @Override
    protected void afterExecute(Runnable work, Throwable failure) {
        stints.remove(Thread.currentThread()).end();
        super.afterExecute(work, failure);
    }

    @Override
    protected void terminated() {
        watch.shutdownNow();
        super.terminated();
    }

    /** How many are at the same thing for too long. */
    synchronized int slow() {
        return slow;
    }

    private synchronized void count(int more) {
        slow += more;
        setCorePoolSize(Math.min(threads + slow, GROWTH * threads));
    }

    /** One thing that a thread is at. */
    private final class Stint {
        private final Future<?> alarm = watch.schedule(this::tooLong, slowAfter.toMillis(), TimeUnit.MILLISECONDS);
        private boolean isSlow;
        private boolean isOver;

        private synchronized void tooLong() {
            if (!isOver) {
                isSlow = true;
                count(1);
            }
        }

        private synchronized void end() {
            isOver = true;
            alarm.cancel(false);
            if (isSlow) {
                count(-1);
            }
        }
    }
}
