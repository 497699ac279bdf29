package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import javax.sql.DataSource;
import org.linkway.gateway.store.DeliverySchedule;

/** The real queue, for tests of the store in which nothing is delivered. */
public final class TestQueue {
    static final NotificationLane NO_NOTIFICATIONS =
            new NotificationLane(Tasks.oneTime("notify").execute((instance, context) -> {}), 1);

    private TestQueue() {}

    public static DeliverySchedule on(DataSource dataSource) {
        return new DeliveryQueue(dataSource, lane -> {});
    }
}
