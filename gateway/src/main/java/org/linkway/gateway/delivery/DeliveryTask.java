package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** db-scheduler's task for deliveries: one instance per delivery, named by its id, until the delivery is finished. */
final class DeliveryTask {
    private static final TaskDescriptor<Void> DELIVER = TaskDescriptor.of("deliver");

    /** After a failure of the store itself, which could not even write down that it failed. */
    private static final Duration STORE_RETRY = Duration.ofSeconds(10);

    private DeliveryTask() {}

    static TaskInstance<Void> instance(UUID delivery) {
        return DELIVER.instance(delivery.toString()).build();
    }

    static Task<Void> of(MakeDelivery makeDelivery) {
        return Tasks.custom(DELIVER)
                .onFailure(new OnFailureRetryLater<>(STORE_RETRY))
                .onDeadExecutionRevive()
                .execute((instance, context) -> makeDelivery
                        .attempt(UUID.fromString(instance.getId()))
                        .map(DeliveryTask::comeBack)
                        .orElseGet(OnCompleteRemove::new));
    }

    private static CompletionHandler<Void> comeBack(Instant at) {
        return (complete, operations) -> operations.reschedule(complete, at);
    }
}
