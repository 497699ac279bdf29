package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.linkway.gateway.store.DeliverySchedule;
import org.linkway.workflow.Delivery;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Schedules a delivery in the transaction that causes it, and wakes this node's scheduler once that is committed. */
final class DeliveryQueue implements DeliverySchedule {
    private final Map<Lane, SchedulerClient> clients;
    private final Consumer<Lane> wake;

    /** @param wake called after the commit; another node finds the delivery by polling */
    DeliveryQueue(DataSource dataSource, Consumer<Lane> wake) {
        this.clients = Arrays.stream(Lane.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        lane -> client(dataSource, lane),
                        (one, other) -> one,
                        () -> new EnumMap<>(Lane.class)));
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
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.accept(lane);
            }
        });
    }
}
