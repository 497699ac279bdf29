package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import java.sql.DatabaseMetaData;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.linkway.referral.Kebab;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * Runs while the application runs. It starts when the application is ready, because what it delivers through (routes, the port)
 * starts late; being of the default phase, it stops before any of it.
 */
final class DeliveryScheduler implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {
    private static final int MISSED_HEARTBEATS = 4;

    private final DataSource dataSource;
    private final Task<Void> deliver;
    private final NotificationLane notifications;
    private final Rounds rounds;
    private final DeliveryProperties properties;
    private volatile Map<Lane, Scheduler> running = Map.of();

    DeliveryScheduler(
            DataSource dataSource,
            Task<Void> deliver,
            NotificationLane notifications,
            Rounds rounds,
            DeliveryProperties properties) {
        this.dataSource = dataSource;
        this.deliver = deliver;
        this.notifications = notifications;
        this.rounds = rounds;
        this.properties = properties;
    }

    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        start();
    }

    @Override
    public synchronized void start() {
        if (running.isEmpty()) {
            Map<Lane, Scheduler> starting = new EnumMap<>(Lane.class);
            for (Lane lane : Lane.values()) {
                starting.put(lane, newScheduler(lane));
            }
            starting.values().forEach(Scheduler::start);
            running = starting;
        }
    }

    @Override
    public synchronized void stop() {
        Map<Lane, Scheduler> stopping = running;
        running = Map.of();
        stopping.values().forEach(Scheduler::stop);
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }

    /** Looks for due deliveries of a lane now. */
    void wake(Lane lane) {
        Optional.ofNullable(running.get(lane)).ifPresent(Scheduler::triggerCheckForDueExecutions);
    }

    /** A new one each time, because db-scheduler's cannot be started again once stopped. */
    private Scheduler newScheduler(Lane lane) {
        int threads = threads(lane);
        SchedulerBuilder builder = Scheduler.create(
                        new TransactionAwareDataSourceProxy(dataSource), deliver, notifications.task())
                .startTasks(rounds.of(lane))
                .tableName(lane.table())
                .threads(threads)
                .executorService(new LaneThreads("delivery-" + Kebab.of(lane), threads, properties.slowAfter()))
                .pollingInterval(properties.pollInterval())
                .heartbeatInterval(properties.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(properties.shutdownWait());
        if (isPostgreSql()) {
            // Nodes then divide the due deliveries among themselves (skip locked) instead of racing for each.
            // Those that hang count among what is under way here, and must not keep the node from fetching more.
            builder.pollUsingLockAndFetch(LaneThreads.GROWTH - 0.5, LaneThreads.GROWTH);
        }
        return builder.build();
    }

    private int threads(Lane lane) {
        return switch (lane) {
            case ROUTINE -> properties.threads();
            // One more, for the round that numbers events.
            case PRIORITY -> properties.priorityThreads() + 1;
            case NOTIFICATION -> notifications.threads();
        };
    }

    private boolean isPostgreSql() {
        try {
            String product = JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
            return DatabaseDriver.fromProductName(product) == DatabaseDriver.POSTGRESQL;
        } catch (MetaDataAccessException unreachable) {
            throw new IllegalStateException("The database does not say which product it is.", unreachable);
        }
    }
}
