package org.linkway.gateway.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.SmartLifecycle;

/** Runs the stand-ins beside the gateway: started last and stopped first, so that they never call a gateway that is leaving. */
final class SandboxThreads implements SmartLifecycle {
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Goes on until it is done or interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    SandboxThreads add(String name, Work work) {
        works.put(name, work);
        return this;
    }

    @Override
    public synchronized void start() {
        works.forEach((name, work) -> {
            Thread thread = new Thread(() -> untilInterrupted(work), name);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        });
    }

    private static void untilInterrupted(Work work) {
        try {
            work.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }
}
