package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.linkway.gateway.store.DeliverySchedule;
import org.linkway.workflow.Delivery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Schedules a delivery in the transaction that causes it, and wakes this node's scheduler once that is committed. */
final class DeliveryQueue implements DeliverySchedule {
    private final Map<Lane, SchedulerClient> clients;
    private final JdbcClient jdbc;
    private final Consumer<Lane> wake;

    /** @param wake called after the commit; another node finds the delivery by polling */
    DeliveryQueue(DataSource dataSource, Consumer<Lane> wake) {
        this.clients = Arrays.stream(Lane.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        lane -> client(dataSource, lane),
                        (one, other) -> one,
                        () -> new EnumMap<>(Lane.class)));
        this.jdbc = JdbcClient.create(dataSource);
        this.wake = wake;
    }

    /**
     * Only through the proxy does the scheduler's row join Spring's transaction; beside it the row would outlive a rollback.
     */
    private static SchedulerClient client(DataSource dataSource, Lane lane) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .tableName(lane.table())
                .build();
    }

    @Override
    public void add(Delivery delivery) {
        Lane lane = Lane.of(delivery);
        clients.get(lane).scheduleIfNotExists(DeliveryTask.instance(delivery.id()), delivery.nextAttemptAt());
        wakeAfterCommit(lane);
    }

    @Override
    public void addBehind(Delivery delivery) {
        clients.get(Lane.of(delivery))
                .scheduleIfNotExists(
                        DeliveryTask.instance(delivery.id()),
                        delivery.nextAttemptAt().plus(Turns.BEHIND));
    }

    /** Through no client, which refuses to touch what is under way: that one looks again by itself when it is done. */
    @Override
    public void again(Delivery delivery) {
        Lane lane = Lane.of(delivery);
        int known = jdbc.sql("""
                        update %s set execution_time = :at
                        where task_name = :task and task_instance = :id and not picked
                        """.formatted(lane.table()))
                .param("at", OffsetDateTime.ofInstant(delivery.nextAttemptAt(), ZoneOffset.UTC))
                .param("task", DeliveryTask.NAME)
                .param("id", delivery.id().toString())
                .update();
        if (known == 0) {
            clients.get(lane).scheduleIfNotExists(DeliveryTask.instance(delivery.id()), delivery.nextAttemptAt());
        }
        wakeAfterCommit(lane);
    }

    @Override
    public void hurry(String destination) {
        for (Lane lane : List.of(Lane.ROUTINE, Lane.PRIORITY)) {
            jdbc.sql("""
                            update %s set execution_time = :now
                            where task_name = :task and not picked and execution_time > :now and task_instance in (
                                select cast(id as varchar(36)) from delivery
                                where destination = :destination and state in ('pending', 'retrying', 'awaiting')
                                    and next_attempt_at <= :now)
                            """.formatted(lane.table()))
                    .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                    .param("task", DeliveryTask.NAME)
                    .param("destination", destination)
                    .update();
            wakeAfterCommit(lane);
        }
    }

    private void wakeAfterCommit(Lane lane) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            wake.accept(lane);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.accept(lane);
            }
        });
    }
}
