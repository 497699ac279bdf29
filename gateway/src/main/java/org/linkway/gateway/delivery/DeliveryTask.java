package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;

/** db-scheduler's task for deliveries: one instance per delivery, named by its id, until the delivery is finished. */
final class DeliveryTask {
    static final String NAME = "deliver";

    private static final TaskDescriptor<Void> DELIVER = TaskDescriptor.of(NAME);

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
                .execute((instance, context) -> {
                    UUID id = UUID.fromString(instance.getId());
                    return makeDelivery
                            .attempt(id)
                            .map(comeBack -> comeBack(makeDelivery, id, comeBack))
                            .orElseGet(() -> finish(makeDelivery, id));
                });
    }

    private static CompletionHandler<Void> comeBack(MakeDelivery makeDelivery, UUID id, ComeBack comeBack) {
        return (complete, operations) -> {
            operations.reschedule(complete, comeBack.at());
            if (comeBack.inVain().getAsBoolean()) {
                makeDelivery.again(id);
            }
        };
    }

    /** Whoever replayed it before this could not schedule it. */
    private static CompletionHandler<Void> finish(MakeDelivery makeDelivery, UUID id) {
        return (complete, operations) -> {
            new OnCompleteRemove<Void>().complete(complete, operations);
            makeDelivery.again(id);
        };
    }
}
