package org.linkway.gateway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** What every node does for itself every few seconds, beside the {@link Rounds} that one node does for all. */
final class NodeRounds implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRounds.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Map<String, Runnable> rounds;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "node-rounds");
        thread.setDaemon(true);
        return thread;
    });

    private volatile List<Future<?>> going = List.of();

    /** @param rounds each by what it is called in the log */
    NodeRounds(Map<String, Runnable> rounds) {
        this.rounds = Map.copyOf(rounds);
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        going = rounds.keySet().stream()
                .<Future<?>>map(name ->
                        clock.scheduleWithFixedDelay(() -> go(name), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS))
                .toList();
    }

    private void go(String name) {
        try {
            rounds.get(name).run();
        } catch (RuntimeException notNow) {
            // What is thrown ends it for good.
            LOG.warn("This node could not {}: {}", name, notNow.getClass().getName());
        }
    }

    @Override
    public void destroy() {
        going.forEach(it -> it.cancel(true));
        clock.shutdownNow();
    }
}
