package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

/**
 * db-scheduler's task for subscribers: one instance per subscription, so that one node at a time tells it. It ends when there is
 * no more to tell now, or its turn is over; {@link NumberEvents} makes it anew, also after a failure of the store.
 */
final class NotificationTask {
    private static final TaskDescriptor<Void> NOTIFY = TaskDescriptor.of("notify");

    private NotificationTask() {}

    static TaskInstance<Void> instance(String subscription) {
        return NOTIFY.instance(subscription).build();
    }

    static Task<Void> of(NotifySubscriber notifySubscriber) {
        return Tasks.custom(NOTIFY)
                .onFailure((failed, operations) -> operations.remove())
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    notifySubscriber.tell(instance.getId());
                    return new OnCompleteRemove<>();
                });
    }
}
