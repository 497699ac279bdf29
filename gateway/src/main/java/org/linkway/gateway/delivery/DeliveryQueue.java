package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import javax.sql.DataSource;
import org.linkway.gateway.store.DeliverySchedule;
import org.linkway.workflow.Delivery;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Schedules a delivery in the transaction that causes it, and wakes this node's scheduler once that is committed. */
final class DeliveryQueue implements DeliverySchedule {
    private final SchedulerClient client;
    private final Runnable wake;

    /** @param wake called after the commit; another node finds the delivery by polling */
    DeliveryQueue(DataSource dataSource, Runnable wake) {
        // Only through the proxy does the scheduler's row join Spring's transaction; beside it the row would outlive a
        // rollback.
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .build();
        this.wake = wake;
    }

    @Override
    public void add(Delivery delivery) {
        client.scheduleIfNotExists(
                DeliveryTask.DELIVER.instance(delivery.id().toString()).build(), delivery.nextAttemptAt());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.run();
            }
        });
    }
}
